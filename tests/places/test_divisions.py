"""Divisions, codes that ended, and the way down to a place."""

from __future__ import annotations

from datetime import date

import pytest

from xiangli.places.acts.load import load_divisions
from xiangli.places.models import FormerName, Place
from xiangli.places.models.place import Kind
from xiangli.places.reads.known import known
from xiangli.places.reads.one import PlaceError, children, office_name, path, path_text, place
from xiangli.places.rows import ZONE_GROUND, ZONES, divisions, former


def test_every_division_of_the_edition_is_loaded(loaded):
    assert Place.objects.filter(valid_to=None).count() == 31_691
    counts = {
        level: Place.objects.filter(valid_to=None, level=level).count()
        for level in ("province", "prefecture", "county", "township", "village")
    }
    assert counts == {"province": 1, "prefecture": 14, "county": 134, "township": 2_008, "village": 29_534}


def test_loading_again_changes_nothing(loaded):
    assert load_divisions() == 0


def test_loading_again_mends_a_row_that_differs(loaded):
    Place.objects.filter(code="430181110").update(name="错名")
    assert load_divisions() == 1
    assert place("430181110").name == "大瑶镇"


def test_a_place_of_the_countys_own_survives_loading(loaded):
    Place.objects.create(code="430181110201g03", name="三组", level="below", kind=Kind.GROUP, parent="430181110201")
    assert load_divisions() == 0
    assert place("430181110201g03").town == "430181110"


def test_level_columns_follow_the_code(loaded):
    here = place("430181110003")
    assert (here.city, here.county, here.town) == ("4301", "430181", "430181110")


def test_zones_are_marked_and_their_ground_is_named_where_one_county_holds_it(loaded):
    assert set(Place.objects.filter(kind=Kind.ZONE).values_list("code", flat=True)) == ZONES
    assert place("430371").second_parent == ZONE_GROUND["430371"]
    assert place("430671").second_parent == ""


def test_an_unknown_code_is_refused_in_plain_words(loaded):
    with pytest.raises(PlaceError, match="没有代码为 '439999' 的地方"):
        place("439999")


def test_an_ended_code_is_refused_with_what_followed_it(loaded):
    with pytest.raises(PlaceError, match=r"430124（宁乡县）.*现在归 430182"):
        place("430124")
    assert Place.objects.get(code="430124").valid_to == date(2016, 12, 31)


def test_every_successor_stands_today(loaded):
    standing = {d.code for d in divisions()}
    assert {f.successor for f in former() if f.successor} <= standing
    assert set(FormerName.objects.values_list("code", flat=True)) <= standing


def test_an_ended_code_is_never_one_of_today(loaded):
    assert not Place.objects.filter(valid_to__isnull=False, code__in=[d.code for d in divisions()]).exists()


def test_the_way_down_names_each_level_in_two_statements(loaded, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert path("430181110") == ["长沙市", "浏阳市", "大瑶镇"]
    assert path_text("430181110", below="4301") == "浏阳市 › 大瑶镇"
    assert path_text("430181110", below="430181") == "大瑶镇"
    assert path("43") == ["湖南省"]


@pytest.mark.parametrize("code", ["43", "430181", "430181110"])
def test_children_come_in_one_statement_however_many(loaded, django_assert_num_queries, code):
    with django_assert_num_queries(1):
        told = list(children(code))
    assert told
    assert all(child.parent == code and child.valid_to is None for child in told)
    assert [child.code for child in told] == sorted(child.code for child in told)


def test_an_office_is_called_by_its_place_and_line(loaded):
    assert office_name("transport@430181", {"transport": "交通运输"}) == "浏阳市交通运输"
    with pytest.raises(PlaceError):
        office_name("transport@999999", {"transport": "交通运输"})
    with pytest.raises(KeyError):
        office_name("alchemy@430181", {"transport": "交通运输"})


def test_a_known_code_needs_no_statement(loaded, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert known("430181110") == ""
        assert known("430124") != ""
