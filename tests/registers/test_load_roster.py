"""A folder of rosters comes in whole or not at all, once; a newer file changes what it says, with history."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from tests.engines.roster.sheets import HOUSEHOLDS, PERSONS, SUN, ZHAO, Sheet, number
from tests.registers.village import AT, CLERK, DAY, STRANGER, TOWN, TOWN_CLERK, VILLAGE, changed, load, record
from xiangli.ledger.models import Leaf
from xiangli.parties.models import Deed, Household, Member
from xiangli.places.models import Place
from xiangli.proof.canonical import leaf
from xiangli.proof.ids import uuid7
from xiangli.registers.acts.note_values import note_values
from xiangli.registers.errors import IdReused, NotAllowed, NotFound, RegisterError
from xiangli.registers.form import content
from xiangli.registers.models import Record, RecordStep, RosterLoad, Source
from xiangli.registers.reads.counts import counts
from xiangli.vault.box import open_box
from xiangli.vault.models import Sealed

pytestmark = pytest.mark.usefixtures("ready")


def tables():
    """How many rows each table has that a load may write to."""
    return {
        model.__name__: model.objects.count()
        for model in (Record, RecordStep, Source, RosterLoad, Household, Member, Sealed, Leaf, Deed, Place)
    }


def test_households_and_persons_stand_in_registers_parties_and_vault_under_the_same_ids():
    done = load()
    assert (done.place, done.rejected) == (VILLAGE, [])
    son = record("person", p_birth="1978-09-12")
    home = record("household", h_code="Y01")
    member = Member.objects.get(record=son.id)
    assert (son.parent, member.household, member.kin) == (home.id, home.id, "子女")
    assert Household.objects.get(id=home.id).home == Place.objects.get(village=VILLAGE, name="1组").code
    told = open_box(record=son.id, county=VILLAGE[:6], box=bytes(Sealed.objects.get(id=son.id).box))
    assert told == {"name": "赵丙", "phone": "19900000002", "identity": SUN}


def test_nothing_personal_stands_in_the_clear():
    load()
    kept = repr([(one.values, one.digests, one.key, one.sources) for one in Record.objects.all()])
    kept += repr(list(RecordStep.objects.values_list("changes", flat=True))) + repr(list(RosterLoad.objects.values()))
    for told in ("赵丙", SUN, "19900000002", "6200000000000000001", "07308888888"):
        assert told not in kept


def test_the_dead_left_and_the_living_count():
    load()
    gone = record("person", p_death="2026-03-01")
    assert (gone.until.isoformat(), Member.objects.get(record=gone.id).why_left) == ("2026-03-01", "died")
    assert (counts(village=VILLAGE, day=DAY).persons, counts(village=VILLAGE, day=DAY).households) == (5, 2)
    assert counts(village=VILLAGE, day=DAY - timedelta(days=200)).persons == 5  # she lived, and one was not born


def test_loading_again_changes_nothing_and_so_does_the_same_request():
    request = uuid7()
    load(request=request)
    before = tables()
    assert load().changed == 0
    assert load(request=request).changed == 0
    assert tables() == before
    with pytest.raises(IdReused):
        load(HOUSEHOLDS, request=request)


def test_a_newer_file_changes_what_it_says_and_the_old_value_stays_in_the_steps():
    load()
    newer = changed(changed(PERSONS, 6, 10, "浙江宁波"), 6, 13, "19900000077")
    assert load(newer, day=DAY + timedelta(days=30)).changed == 1
    son = record("person", p_birth="1978-09-12")
    assert son.values["p_work_place"] == "浙江宁波"
    steps = list(RecordStep.objects.filter(record=son.id).order_by("seq"))
    assert [(one.seq, one.verb, one.changes.get("values", {}).get("p_work_place")) for one in steps] == [
        (1, "open", "广东深圳"), (2, "load", "浙江宁波"),
    ]  # fmt: skip
    assert steps[1].changes["sealed"].keys() == {"p_phone"}
    assert (
        open_box(record=son.id, county=VILLAGE[:6], box=bytes(Sealed.objects.get(id=son.id).box))["phone"]
        == "19900000077"
    )


def test_an_older_file_never_overwrites_a_newer_value_and_a_file_read_before_overwrites_none():
    load()
    son = record("person", p_birth="1978-09-12")
    note_values(
        record=son.id,
        values={"p_work_place": "湖北武汉"},
        day=DAY + timedelta(days=20),
        by=CLERK,
        at=AT,
        request=uuid7(),
    )
    assert load().changed == 0
    assert load(changed(PERSONS, 6, 10, "浙江宁波"), day=DAY).changed == 0
    assert record("person", p_birth="1978-09-12").values["p_work_place"] == "湖北武汉"


def test_a_newborn_gets_her_number_by_a_newer_roster_and_stays_the_same_record():
    load()
    before = record("person", p_birth="2026-06-20")
    load(changed(PERSONS, 8, 5, number("20260620", 3)), day=DAY + timedelta(days=30))
    after = record("person", p_birth="2026-06-20")
    assert (after.id, after.number_blind is not None) == (before.id, True)
    assert Record.objects.filter(kind="person").count() == 6


def test_who_died_by_a_newer_roster_leaves_her_household():
    load()
    load(changed(PERSONS, 4, 14, "2026-07-02"), day=DAY + timedelta(days=30))
    head = record("person", p_birth="1950-01-01")
    member = Member.objects.get(record=head.id)
    assert (str(head.until), str(member.until), member.why_left) == ("2026-07-02", "2026-07-02", "died")


def test_each_step_has_its_leaf_and_cannot_be_changed():
    load()
    steps = list(RecordStep.objects.all())
    kept = dict(Leaf.objects.values_list("entry", "leaf"))
    assert len(steps) == 2 + 6 + 2
    assert all(bytes(kept[one.id]) == leaf(bytes(one.salt), content(one)) == bytes(one.leaf) for one in steps)
    with pytest.raises(DatabaseError), transaction.atomic():
        RecordStep.objects.filter(id=steps[0].id).update(verb="x")


def test_a_village_named_by_the_rosters_is_found_or_made_under_its_township():
    made = load(by=TOWN_CLERK, place=TOWN)
    assert (made.name, made.place[:9], Place.objects.filter(code=made.place, own=True).count()) == ("样板村", TOWN, 1)
    assert load(by=TOWN_CLERK, place=TOWN).place == made.place
    nameless = Sheet("户册", [["户号", "户主姓名", "户别"], ["Y9", "郑己", "一般户"]])
    with pytest.raises(RegisterError, match="名册里没有写是哪个村"):
        load(nameless, by=TOWN_CLERK, place=TOWN)
    with pytest.raises(NotFound):
        load(by=TOWN_CLERK, place=f"{TOWN}999")


def test_who_does_not_keep_the_village_loads_nothing():
    before = tables()
    with pytest.raises(NotAllowed):
        load(by=STRANGER)
    assert tables() == before


def test_what_goes_wrong_half_way_leaves_nothing_behind(monkeypatch):
    before = tables()
    monkeypatch.setattr(
        "xiangli.registers.acts.bring_in.enrol", lambda **_: (_ for _ in ()).throw(DatabaseError("gone"))
    )
    with pytest.raises(DatabaseError):
        load()
    assert tables() == before


def test_wrong_rows_are_listed_by_file_sheet_row_and_reason():
    wrong = Sheet(
        "常住人口",
        [*PERSONS.lines, ["Y01", "1组", "", "男", "", "1999-01-01"], ["Y01", "1组", "赵甲", "男", ZHAO, "1950-01-01"]],
    )
    done = load(HOUSEHOLDS, wrong)
    assert done.rejected == [{"file": "常住人口.xlsx", "sheet": "常住人口", "row": 10, "words": "没有姓名。"}]
    assert done.notes == [
        {
            "file": "常住人口.xlsx",
            "sheet": "常住人口",
            "row": 11,
            "words": "和第 4 行是同一个人（身份证号相同），合并了。",
        }
    ]
    assert RosterLoad.objects.get().rejected == done.rejected


def test_a_list_that_comes_later_alone_means_those_who_are_held_and_says_no_of_all_others():
    load()
    party = Sheet(
        "党员",
        [
            ["党员花名册"],
            ["姓名", "身份证号", "入党时间"],
            ["赵丙", SUN, "2001.7.1"],
            ["钱乙", "", "1999.7.1"],
            ["吴戊", "", ""],
        ],
    )
    done = load(party)
    assert [(one["row"], one["words"]) for one in done.rejected] == [(5, "人口册上没有这个人。")]
    told = {one.values["p_birth"]: one.values["p_party"] for one in Record.objects.filter(kind="person")}
    assert [day for day, yes in sorted(told.items()) if yes] == ["1960-01-01", "1978-09-12"] and len(told) == 6
    assert load(party).changed == 0
    fewer = Sheet("党员", party.lines[:3])
    assert load(fewer, day=DAY + timedelta(days=30)).changed == 1
    assert record("person", p_birth="1960-01-01").values["p_party"] is False
