"""The schema can be split by county: what belongs to a county says so in every key (see docs/decisions/0008)."""

import inspect

import pytest
from django.apps import apps
from django.db import models

from tests.house.files import ROOT

MATTER_SIDE = {"matters", "ledger", "vault", "notices", "documents", "intake", "bridge", "replies", "publication"}
NOT_BY_COUNTY = {
    "matter_late": "the late sweep asks one question of all counties of a database; it finds rows, it holds no rule",
    "matter_wakes": "the sweep of warnings and rights asks all counties of a database at once, as the late sweep does",
    "matter_calendar": "a new holiday notice asks which open matters were counted by an older one, in all counties",
    "report_follow": "a reporter brings a code and nothing else; the index finds a row, it holds no rule",
}


def room(model: type[models.Model]) -> str:
    """The room a model is written in."""
    return model.__module__.split(".")[1]


MODELS = sorted(apps.get_app_config("xiangli").get_models(), key=lambda model: model.__name__)
COUNTY_MODELS = [model for model in MODELS if room(model) in MATTER_SIDE]


@pytest.mark.parametrize("model", COUNTY_MODELS, ids=lambda model: model.__name__)
def test_what_belongs_to_a_county_says_which(model):
    assert "county" in {field.name for field in model._meta.get_fields()}


@pytest.mark.parametrize("model", COUNTY_MODELS, ids=lambda model: model.__name__)
def test_every_unique_rule_and_index_of_a_county_row_begins_with_the_county(model):
    unique = [c for c in model._meta.constraints if isinstance(c, models.UniqueConstraint)]
    wrong = [one.name for one in [*unique, *model._meta.indexes] if not one.fields or one.fields[0] != "county"]
    assert [name for name in wrong if name not in NOT_BY_COUNTY] == []


@pytest.mark.parametrize("model", COUNTY_MODELS, ids=lambda model: model.__name__)
def test_no_field_of_a_county_row_is_unique_without_its_county(model):
    keys = {"id", "county", model._meta.pk.name}
    assert [field.name for field in model._meta.fields if field.unique and field.name not in keys] == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_model_has_a_file_of_its_own_and_a_table_named_after_it(model):
    file = inspect.getsourcefile(model)
    assert file is not None and file.startswith(str(ROOT / "src" / "xiangli" / room(model) / "models"))
    assert model._meta.app_label == "xiangli"
    assert model._meta.db_table.startswith("xiangli_")


def test_no_table_holds_a_score_a_belief_or_a_track_of_a_person():
    forbidden = {
        "score",
        "points",
        "rank",
        "rating_of_person",
        "religion",
        "belief",
        "opinion",
        "latitude",
        "longitude",
        "track",
        "check_in",
    }
    people = [model for model in MODELS if room(model) in {"parties", "vault"}]
    assert people
    assert [f"{m.__name__}.{f.name}" for m in people for f in m._meta.get_fields() if f.name in forbidden] == []
