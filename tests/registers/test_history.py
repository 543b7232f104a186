"""A record on any day is the fold of its steps; the row is that of today."""

from datetime import timedelta

import pytest

from tests.engines.roster.sheets import PERSONS, SUN
from tests.registers.village import AT, CLERK, DAY, HEALTH, STRANGER, VILLAGE, changed, load, record
from xiangli.parties.acts.household import Told
from xiangli.parties.errors import PartyError
from xiangli.parties.models import Household, Member
from xiangli.proof.ids import uuid7
from xiangli.registers.acts.membership import joins, leaves, new_head
from xiangli.registers.acts.note_values import note_values
from xiangli.registers.acts.open_records import open_records
from xiangli.registers.errors import NotAllowed, NotFound, RegisterError
from xiangli.registers.models import Record
from xiangli.registers.reads.counts import counts
from xiangli.registers.reads.held import VillageHeld
from xiangli.registers.reads.history import whole
from xiangli.registers.reads.listing import listing
from xiangli.vault.models import Opening

pytestmark = pytest.mark.usefixtures("ready")
LATER = DAY + timedelta(days=20)


def son():
    return record("person", p_birth="1978-09-12")


def held(by=CLERK, **more):
    return VillageHeld(village=VILLAGE, by=by, at=AT, request=uuid7(), reason="填报样表", **more)


def test_a_record_is_shown_as_of_a_day_with_the_source_of_each_value():
    load()
    note_values(
        record=son().id,
        values={"p_work_place": "湖北武汉", "p_phone": "19900000088"},
        day=LATER,
        by=CLERK,
        at=AT,
        request=uuid7(),
    )
    then, now = (whole(record=son().id, actor=CLERK, day=day) for day in (DAY, LATER))
    assert (then.state.values["p_work_place"], now.state.values["p_work_place"]) == ("广东深圳", "湖北武汉")
    assert then.state.sources["p_work_place"].words() == "《常住人口.xlsx》常住人口 第 6 行"
    assert then.state.sources["p_work_place"].cell == "J6"
    assert "示例文书" in now.state.sources["p_work_place"].words()
    assert not whole(record=son().id, actor=CLERK, day=DAY - timedelta(days=1)).state.known
    with pytest.raises(NotFound):
        whole(record=son().id, actor=STRANGER)


def test_every_row_is_the_fold_of_its_steps():
    load()
    load(changed(PERSONS, 6, 10, "浙江宁波"), day=LATER)
    note_values(
        record=son().id, values={"p_work_place": "", "p_edu": "大专"}, day=LATER, by=CLERK, at=AT, request=uuid7()
    )
    leaves(record=son().id, on=LATER, why="moved", to="湖南浏阳", by=CLERK, at=AT, request=uuid7())
    for row in Record.objects.all():
        state = whole(record=row.id, actor=CLERK).state
        assert (state.values, state.sealed, state.parent, state.until) == (
            row.values,
            frozenset(row.digests),
            row.parent,
            row.until,
        )


def test_a_wrong_value_is_refused_beside_its_field_and_the_same_request_is_one():
    load()
    for values, field in (({"p_id": "439900197809120039"}, "p_id"), ({"p_edu": "博导"}, "p_edu"), ({"p_birth": "昨天"}, "p_birth"),
                          ({"p_relation": "户主"}, "p_relation"), ({"h_land": "3"}, "h_land"), ({"p_name": "=cmd"}, "p_name")):  # fmt: skip
        with pytest.raises(RegisterError) as refused:
            note_values(record=son().id, values=values, day=DAY, by=CLERK, at=AT, request=uuid7())
        assert refused.value.field == field
    request = uuid7()
    for _ in range(2):
        note_values(record=son().id, values={"p_edu": "大专"}, day=LATER, by=CLERK, at=AT, request=request)
    assert son().seq == 2
    other = record("person", p_birth="1960-01-01")
    with pytest.raises(RegisterError, match="已经登记在另一个人名下"):
        note_values(record=other.id, values={"p_id": SUN}, day=LATER, by=CLERK, at=AT, request=uuid7())


def test_a_child_born_is_noted_once_and_stands_on_every_list():
    load()
    home = record("household", h_code="Y01")
    request, facts = uuid7(), {"p_sex": "女", "p_birth": LATER.isoformat()}
    for _ in range(2):
        told = Told("赵新", "孙子女")
        child = joins(household=home.id, member=told, since=LATER, facts=facts, by=CLERK, at=AT, request=request)
    assert Member.objects.filter(record=child).count() == 1
    assert counts(village=VILLAGE, day=LATER).persons == 6
    row = next(one for one in held().rows("person") if one.id == child)
    assert (row.parent, row.values["p_relation"], row.values["h_group"]) == (home.id, "孙女", "1组")
    assert held().find("p_name", "赵新") == [child]
    assert held().open([child], {"p_name"}) == {child: {"p_name": "赵新"}}


def test_a_head_who_dies_leaves_after_another_took_the_place():
    load()
    head = record("person", p_birth="1950-01-01")
    with pytest.raises(PartyError, match="先换户主"):
        leaves(record=head.id, on=LATER, why="died", by=CLERK, at=AT, request=uuid7())
    leaves(record=head.id, on=LATER, why="died", head=son().id, former_kin="父母", by=CLERK, at=AT, request=uuid7())
    head.refresh_from_db()
    assert (head.values["p_death"], head.until, son().values["p_relation"]) == (LATER.isoformat(), LATER, "户主")
    assert counts(village=VILLAGE, day=LATER).persons == 4
    assert Household.objects.get(id=head.parent).until is None


def test_another_head_is_head_on_both_books():
    load()
    new_head(record=son().id, former_kin="父母", on=LATER, by=CLERK, at=AT, request=uuid7())
    assert (son().values["p_relation"], record("person", p_birth="1950-01-01").values["p_relation"]) == ("户主", "父亲")


def test_names_are_opened_for_a_reason_and_health_for_a_purpose_only_each_on_record():
    load()
    load(HEALTH)
    ids = [one.id for one in held().rows("person")]
    fields = {"p_name", "p_health", "p_chronic"}
    assert all(set(told) == {"p_name"} for told in held().open(ids, fields).values())
    assert Opening.objects.count() == 6
    told = held(purpose="慢病随访名册核对").open(ids, fields)
    assert {tuple(sorted(one.items())) for one in told.values() if "p_chronic" in one} == {
        (("p_chronic", "高血压、糖尿病"), ("p_health", "慢性病"), ("p_name", "赵甲"))
    }  # fmt: skip
    assert Opening.objects.filter(purpose="慢病随访名册核对").count() == 6
    with pytest.raises(RegisterError, match="至少四个字"):
        open_records(village=VILLAGE, records=ids, fields=fields, reason="看", by=CLERK, at=AT, request=uuid7())
    with pytest.raises(NotFound):
        held(by=STRANGER)
    with pytest.raises(NotAllowed):
        open_records(
            village=VILLAGE, records=ids, fields=fields, reason="填报样表", by=STRANGER, at=AT, request=uuid7()
        )


def test_what_follows_from_what_is_held_is_there_and_nothing_sealed():
    load()
    row = next(one for one in held().rows("person") if one.id == son().id)
    assert (
        row.values["p_birth_ym"],
        row.values["p_work_scope"],
        row.values["p_work_prov"],
        row.values["p_med_in"],
    ) == ("1978-09", "省外", "广东", True)
    assert not {"p_name", "p_id", "p_phone"} & row.values.keys()
    home = next(one for one in held().rows("household") if one.values["h_code"] == "Y01")
    assert (home.values["h_dibao"], home.values["h_tuopin"], home.values["h_jiance"], home.values["h_land"]) == (
        True,
        True,
        False,
        3.5,
    )


def test_reading_takes_as_many_statements_however_many_rows(django_assert_num_queries):
    load()
    with django_assert_num_queries(2):
        held().rows("person")
    with django_assert_num_queries(2):
        listing(village=VILLAGE, kind="person", actor=CLERK, day=DAY)


def test_a_register_is_found_by_name_number_group_and_field_without_opening():
    load()

    def found(kind="person", **more):
        return [
            one.values.get("p_birth", one.values.get("h_code"))
            for one in listing(village=VILLAGE, kind=kind, actor=CLERK, day=DAY, **more).lines
        ]

    assert found(q="赵　丙") == found(q=SUN) == found(q="广东") == ["1978-09-12"]
    assert found(group="2组", narrow={"p_sex": "女"}) == ["2010-10-20"]
    assert len(found(gone=True)) == 6 and len(found()) == 5 and len(found(limit=2)) == 2
    assert found("household", q="钱新") == ["Y02"] and found("household", narrow={"h_kind": "低保户"}) == ["Y01"]
    assert Opening.objects.count() == 0
