"""Borders change: codes end and are followed, matters go with their ground, and counts are asked both ways."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.houses import COUNTY, DESK, ready, staff, told, unlike
from tests.places.village import AT, BESIDE, FAR, TOWN, VILLAGE, add, settle
from xiangli.ledger.models import Leaf
from xiangli.matters.acts.redraw import redraw
from xiangli.matters.errors import Forbidden
from xiangli.matters.fold import fold
from xiangli.matters.models import Entry, Matter
from xiangli.matters.reads.by_place import by_place, open_at
from xiangli.parties.models import Deed, Household
from xiangli.parties.reads.homes import homes
from xiangli.places.errors import ChangeIdReused, PlaceRefused
from xiangli.places.models import FormerName, LocalName, Place, Succession
from xiangli.places.reads.borders import earlier, life, standing_on, today
from xiangli.places.reads.known import known
from xiangli.places.reads.local_names import find
from xiangli.places.redraw import Asked
from xiangli.policy.reads.edition import procedure

__all__ = ["ready"]
ON = date(2026, 11, 20)
KEEPER = staff(line="desk", place=COUNTY, acts=("places",), name="示例图")


@pytest.fixture(autouse=True)
def village(ready: None) -> None:
    """李畋村 and its neighbours, in a house that takes matters."""
    settle()


def change(verb: str, *old: str, id=None, by=KEEPER, on=ON, **more):
    return redraw(asked=Asked(verb, old, on, **more), by=by, at=AT, request=id or uuid4())


def matter_of(text: str) -> Matter:
    return Matter.objects.get(id=told(f"{text}，{unlike()}", place=TOWN).matter)


def household(village: str, home: str, number: int) -> Household:
    return Household.objects.create(
        id=uuid4(), county=COUNTY, village=village, home=home, number=number, since=date(2020, 1, 1)
    )


def matter_at(place: str) -> Matter:
    return Matter.objects.get(id=told(f"{unlike()}路灯坏了", place=place).matter)


def test_a_place_renamed_keeps_its_code_and_people_may_go_on_using_the_old_name():
    code = add("张家屋场").code
    change("rename", code, names=("新塘屋场",))
    assert Place.objects.get(code=code).name == "新塘屋场"
    assert FormerName.objects.get(code=code).name == "张家屋场"
    assert find("张家屋场的路灯", within=VILLAGE).code == find("新塘屋场的路灯", within=VILLAGE).code == code


def test_groups_merged_end_and_their_matters_follow_with_an_entry_and_a_leaf_each():
    one, two = add("三组", "group", said=["塘边人家"]).code, add("四组", "group").code
    row = matter_at(one)
    owner, due = row.owner, row.due_at
    done = change("merge", one, two, names=("新三组",))
    new = today([one])[one][0]
    assert (done.moved, done.left) == (1, 0)
    assert today([one, two]) == {one: (new,), two: (new,)}
    assert earlier([new]) == {new: (one, two)}
    row.refresh_from_db()
    assert (row.place, row.owner, row.due_at) == (new, owner, due)
    entry = Entry.objects.filter(matter=row.id).order_by("seq").last()
    assert entry.verb == "correct" and Leaf.objects.filter(entry=entry.id).exists()
    folded = fold(Entry.objects.filter(matter=row.id).order_by("seq"), procedure(row.edition)).row()
    assert {name: getattr(row, name) for name in folded} == folded
    assert Place.objects.get(code=one).valid_to == ON - timedelta(days=1)
    assert f"现在归 {new}" in known(one)
    assert find("塘边人家没水", within=VILLAGE).code == new


def test_a_number_of_a_place_that_ended_is_never_given_again():
    one, two = add("三组", "group").code, add("四组", "group").code
    change("merge", one, into=two)
    assert add("三组", "group").code == f"{VILLAGE}g05"


def test_of_a_split_place_the_open_matters_stay_and_are_told():
    code = add("张家屋场").code
    row = matter_at(code)
    done = change("split", code, names=("上张家屋场", "下张家屋场"))
    assert (done.moved, done.left) == (0, 1)
    assert today([code])[code] == (f"{VILLAGE}h02", f"{VILLAGE}h03")
    row.refresh_from_db()
    assert row.place == code


def test_a_group_moved_to_the_next_village_gets_a_code_there_and_its_matters_go_with_it():
    code = add("三组", "group").code
    add("三组", "group", village=BESIDE, number=7)
    row = matter_at(code)
    with pytest.raises(PlaceRefused, match="已经有三组"):
        change("move", code, into=BESIDE)
    change("rename", code, names=("李畋三组",))
    assert change("move", code, into=FAR).moved == 1
    row.refresh_from_db()
    assert (row.place, row.town) == (f"{FAR}g01", "430181109")


def test_a_village_taken_into_another_brings_all_it_has_below():
    group, hamlet = add("三组", "group", village=BESIDE).code, add("张家屋场", village=BESIDE).code
    estate = add("幸福家园", "estate", village=BESIDE).code
    building = add("3栋", "building", village=BESIDE, parent=estate).code
    add("三组", "group")
    in_village, in_group = matter_at(BESIDE), matter_at(group)
    done = change("merge", BESIDE, into=VILLAGE)
    assert done.moved == 2
    after = {old: new for old, (new,) in today([BESIDE, group, hamlet, estate, building]).items()}
    assert after[BESIDE] == VILLAGE
    names = dict(Place.objects.filter(code__in=after.values()).values_list("code", "name"))
    assert [names[after[one]] for one in (group, hamlet, estate, building)] == [
        "南阳三组",
        "张家屋场",
        "幸福家园",
        "3栋",
    ]
    assert Place.objects.get(code=after[building]).parent == after[estate]
    in_village.refresh_from_db()
    in_group.refresh_from_db()
    assert (in_village.place, in_group.place) == (VILLAGE, after[group])
    assert "已经撤销" in known(BESIDE)
    assert find("张家屋场的路灯", within=VILLAGE).code == after[hamlet]


def test_a_report_that_names_a_village_that_ended_goes_to_what_followed_it():
    assert matter_of("南阳村的路灯坏了").place == BESIDE
    change("merge", BESIDE, into=VILLAGE)
    assert matter_of("南阳村的路灯坏了").place == VILLAGE


def test_a_report_that_names_a_village_since_split_stays_with_the_township():
    change("split", BESIDE, names=("南村", "阳村"), codes=("430181110401", "430181110402"))
    assert matter_of("南阳村的路灯坏了").place == TOWN


def test_households_go_with_their_ground_and_get_a_number_in_their_new_village():
    group = add("三组", "group").code
    home, beside = household(VILLAGE, group, 5), household(FAR, FAR, 9)
    assert change("move", group, into=FAR).households == 1
    home.refresh_from_db()
    beside.refresh_from_db()
    assert (home.village, home.home, home.number) == (FAR, f"{FAR}g03", 10)
    assert (beside.home, beside.number) == (FAR, 9)
    assert Deed.objects.get(subject=home.id).verb == "household_moved"
    split = change("split", f"{FAR}g03", names=("上三组", "下三组"))
    assert (split.households, split.households_left) == (0, 1)
    assert homes(codes=[f"{FAR}g03", FAR]) == {f"{FAR}g03": 1, FAR: 1}


def test_two_villages_become_a_new_one_under_the_official_code():
    change("merge", VILLAGE, BESIDE, names=("李南村",), codes=("430181110301",))
    assert known("430181110301") == ""
    assert today([BESIDE])[BESIDE] == ("430181110301",)
    assert find("李南村的路灯坏了", within=TOWN).code == "430181110301"


def test_a_place_that_ends_leaves_its_matters_to_its_village():
    code = add("一网格", "grid").code
    row = matter_at(code)
    assert change("end", code).moved == 1
    row.refresh_from_db()
    assert row.place == VILLAGE


@pytest.mark.parametrize(
    ("verb", "old", "more", "field", "why"),
    [
        ("paint", ["g03"], {}, "verb", "变更只能是"),
        ("end", [], {}, "old", "请选"),
        ("end", ["g99"], {}, "old", "没有代码为"),
        ("end", ["g03"], {"on": date(2026, 12, 1)}, "on", "不能晚于今天"),
        ("rename", ["g03"], {"names": ("三组",)}, "names", "和现在的一样"),
        ("rename", ["g03", "g04"], {"names": ("五组",)}, "names", "一次改一处"),
        ("merge", ["g03"], {"names": ("五组",)}, "names", "两处以上"),
        ("merge", ["g03"], {"into": f"{VILLAGE}h01"}, "into", "同类"),
        ("merge", ["g03"], {"into": f"{VILLAGE}g03"}, "into", "不能又在"),
        ("merge", ["g03", "h01"], {"names": ("五组",)}, "old", "同一类"),
        ("split", ["g03"], {"names": ("五组",)}, "names", "两个以上"),
        ("split", [""], {"names": ("甲村", "乙村"), "codes": ("430181110401", "430181110402")}, "old", "先把它们划转"),
        ("split", [""], {"names": ("甲村", "乙村")}, "old", "先把它们划转"),
        ("move", [""], {"into": BESIDE}, "old", "官方代码"),
        ("move", ["g03"], {"into": VILLAGE}, "into", "已经在"),
        ("move", ["g03"], {"into": "430181110999"}, "into", "本县没有"),
        ("end", [""], {}, "old", "用合并"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field_and_nothing_is_written(verb, old, more, field, why):
    add("三组", "group"), add("四组", "group"), add("张家屋场")
    before = list(Place.objects.order_by("code").values_list())
    with pytest.raises(PlaceRefused, match=why) as wrong:
        change(verb, *(VILLAGE + code for code in old), **more)
    assert wrong.value.field == field
    assert list(Place.objects.order_by("code").values_list()) == before
    assert not Succession.objects.exists()


def test_only_who_keeps_the_places_may_change_them_and_only_hers():
    code = add("三组", "group").code
    for who in (DESK, staff(line="desk", place=FAR[:9], acts=("places",))):
        with pytest.raises(Forbidden):
            change("end", code, by=who)
    assert known(code) == ""


def test_the_same_request_again_changes_nothing():
    code, id = add("三组", "group").code, uuid4()
    matter_at(code)
    first = change("end", code, id=id)
    assert change("end", code, id=id).change.id == first.change.id
    assert Entry.objects.filter(verb="correct").count() == 1
    with pytest.raises(ChangeIdReused):
        change("rename", code, names=("五组",), id=id)


def test_counts_are_asked_as_of_then_and_in_todays_borders():
    one, two, hamlet = add("三组", "group").code, add("四组", "group").code, add("张家屋场").code
    for place in (one, two, two, hamlet, BESIDE, TOWN):
        matter_at(place)
    Matter.objects.filter(place=two).update(ended_at=AT)
    change("merge", one, two, names=("新三组",))
    change("split", hamlet, names=("上屋场", "下屋场"))
    new = today([one])[one][0]

    def counted(level: str, borders: str):
        return {row.code: (row.whole, row.open) for row in by_place(county=COUNTY, level=level, borders=borders)}

    assert counted("below", "then") == {one: (1, 1), two: (2, 0), hamlet: (1, 1), BESIDE: (1, 1), TOWN: (1, 1)}
    assert counted("below", "today") == {new: (3, 1), hamlet: (1, 1), BESIDE: (1, 1), TOWN: (1, 1)}
    assert counted("village", "today") == {VILLAGE: (4, 2), BESIDE: (1, 1), TOWN: (1, 1)}
    change("merge", BESIDE, into=VILLAGE)
    assert counted("village", "then") == {VILLAGE: (4, 2), BESIDE: (1, 1), TOWN: (1, 1)}
    assert counted("village", "today") == {VILLAGE: (5, 3), TOWN: (1, 1)}
    split = next(row for row in by_place(county=COUNTY, level="below", borders="today") if row.parts)
    assert split.parts == ("上屋场", "下屋场")
    assert open_at(codes=[hamlet, one]) == {hamlet: 1}


def test_what_was_written_under_a_county_that_ended_counts_for_the_one_that_followed(django_assert_num_queries):
    Place.objects.create(code="430182", name="宁乡市", level="county", parent="4301")
    Place.objects.create(
        code="430124", name="宁乡县", level="county", parent="4301", valid_to=date(2016, 12, 31), successor="430182"
    )
    row = matter_at(TOWN)
    Matter.objects.filter(id=row.id).update(county="430124", place="430124")
    assert by_place(county="430182", level="township", borders="then") == []
    assert [(one.code, one.whole) for one in by_place(county="430182", level="township", borders="today")] == [
        ("430182", 1)
    ]
    assert [one.code for one in by_place(county="430124", level="township", borders="then")] == ["430124"]


def test_counting_asks_as_often_for_many_places_as_for_one(django_assert_num_queries):
    matter_at(VILLAGE)
    for place in (BESIDE, FAR):
        with django_assert_num_queries(6):
            by_place(county=COUNTY, level="village", borders="today")
        matter_at(place)


def test_a_codes_life_tells_what_it_followed_what_followed_it_and_its_names():
    one, two = add("三组", "group").code, add("四组", "group").code
    change("merge", one, two, names=("新三组",))
    new = today([one])[one][0]
    assert life(new).before == ((one, "三组"), (two, "四组"))
    assert life(one).after == ((new, "新三组"),)
    assert (life(one).until, life(one).today) == (ON - timedelta(days=1), (new,))
    assert life("430181110999") is None
    stood = set(Place.objects.filter(standing_on(date(2026, 11, 1)), kind="group").values_list("code", flat=True))
    assert stood == set()
    assert set(Place.objects.filter(standing_on(AT.date()), kind="group").values_list("code", flat=True)) == {new}


def test_names_of_a_place_that_was_split_are_read_no_more_as_nobody_knows_which_is_meant():
    code = add("张家屋场", said=["老碾房"]).code
    change("split", code, names=("上张家屋场", "下张家屋场"))
    assert not LocalName.objects.filter(until__isnull=True).exists()
    assert find("老碾房那里", within=VILLAGE) is None
