"""Groups, grids, hamlets, estates and buildings: added by the village, read in reports, never numbered twice."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.db import transaction

from tests.places.village import AT, BESIDE, BY, TOWN, VILLAGE, add, settle
from xiangli.intake.incoming import Incoming
from xiangli.intake.locate import locate
from xiangli.places import kept
from xiangli.places.acts.call_place import call_place, uncall_place
from xiangli.places.errors import ChangeIdReused, PlaceRefused
from xiangli.places.models import Change, LocalName, Place
from xiangli.places.reads.known import known
from xiangli.places.reads.local_names import find
from xiangli.places.reads.names import names
from xiangli.places.reads.one import path_text


@pytest.fixture(autouse=True)
def village(db: None) -> None:
    """李畋村 of 大瑶镇 and its neighbours."""
    settle()


def placed(text: str, place: str = VILLAGE) -> str:
    return locate(Incoming(id=uuid4(), text=text, place=place)).code


def test_a_numbered_group_keeps_its_number_in_its_code_and_others_take_the_next():
    assert add("三组", "group").code == f"{VILLAGE}g03"
    assert add("第十二村民小组", "group").code == f"{VILLAGE}g12"
    assert add("石湾组", "group").code == f"{VILLAGE}g13"
    assert add("张家屋场").code == f"{VILLAGE}h01"
    assert add("第二网格", "grid").code == f"{VILLAGE}w02"


def test_the_same_request_twice_is_one_place_and_with_another_body_is_refused():
    id = uuid4()
    assert add("张家屋场", id=id).code == add("张家屋场", id=id).code
    with pytest.raises(ChangeIdReused):
        add("李家屋场", id=id)
    assert Place.objects.filter(kind="hamlet").count() == Change.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "field", "why"),
    [
        ({"name": "！！"}, "name", "名称要有字"),
        ({"name": ""}, "name", "名称要有字"),
        ({"name": "张家屋场"}, "name", "已经有张家屋场"),
        ({"name": "李家屋场", "kind": "street"}, "kind", "类别只能是"),
        ({"name": "李家屋场", "village": "430181110999"}, "village", "没有代码为"),
        ({"name": "李家屋场", "number": 1}, "number", "已经用过"),
        ({"name": "李家屋场", "number": 1000}, "number", "1 到 999"),
        ({"name": "李家屋场", "since": date(2026, 12, 1)}, "since", "不能晚于今天"),
        ({"name": "李家屋场", "said": ["塘边老屋", "幸福"]}, "said", "平常的词"),
        ({"name": "李家屋场", "said": ["屋"]}, "said", "2 到 16 个字"),
        ({"name": "李家屋场", "said": ["张家屋场"]}, "said", "已经是另一处的叫法"),
        ({"name": "1栋", "kind": "building", "parent": f"{VILLAGE}e09"}, "parent", "没有代码为"),
        ({"name": "李家屋场", "parent": f"{VILLAGE}e01"}, "parent", "只有楼栋"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_nothing_is_written(more, field, why):
    add("张家屋场")
    with pytest.raises(PlaceRefused, match=why) as wrong:
        add(**more)
    assert wrong.value.field == field
    assert Place.objects.filter(own=True).count() == 1
    assert Change.objects.count() == 1
    assert not LocalName.objects.exists()


def test_a_building_stands_in_its_estate():
    estate = add("幸福家园", "estate")
    building = add("3栋", "building", parent=estate.code)
    assert (building.code, building.parent, building.village) == (f"{VILLAGE}b03", estate.code, VILLAGE)
    assert path_text(building.code, below="430181") == "大瑶镇 › 李畋村 › 3栋"
    assert names([building.code]) == {building.code: "李畋村3栋"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("张家屋场前面的路灯坏了", "h01"),
        ("张 家 屋 場的路灯坏了", "h01"),
        ("老供销社对面的垃圾没人收", "h01"),
        ("我们三组的水管爆了", "g03"),
        ("第3村民小组的水管爆了", "g03"),
        ("三小组没水", "g03"),
        ("住在2网格，路烂了", "w02"),
        ("幸福家园3号楼漏水", "b03"),
        ("三组张家屋场的桥塌了", "h01"),
        ("十三组没水", ""),
        ("3组和四组之间的路塌了", ""),
        ("路灯坏了", ""),
    ],
)
def test_a_report_of_the_village_is_placed_by_the_names_it_gave(text, kind):
    add("三组", "group")
    add("四组", "group")
    add("第二网格", "grid")
    add("张家屋场", said=["老供销社"])
    add("3栋", "building", parent=add("幸福家园", "estate").code)
    assert placed(text) == VILLAGE + kind


def test_a_hamlet_is_found_from_the_township_where_its_name_is_alone_there():
    add("张家屋场")
    add("三组", "group")
    assert placed("张家屋场的路灯坏了", TOWN) == f"{VILLAGE}h01"
    assert placed("三组的路灯坏了", TOWN) == TOWN
    assert placed("李畋村三组的路灯坏了", TOWN) == f"{VILLAGE}g03"
    add("张家屋场", village=BESIDE)
    assert placed("张家屋场的路灯坏了", TOWN) == TOWN
    assert placed("南阳村张家屋场的路灯坏了", TOWN) == f"{BESIDE}h01"


def test_of_equals_none_has_more_than_half_and_all_are_offered():
    add("张家屋场")
    add("张家屋场", village=BESIDE)
    found = find("张家屋场的路灯坏了", within=TOWN)
    assert found.percent == 50
    offered = {one[0] for one in locate(Incoming(id=uuid4(), text="张家屋场的路灯坏了", place=TOWN)).others}
    assert {f"{VILLAGE}h01", f"{BESIDE}h01"} <= offered


def test_a_name_is_read_from_the_moment_it_is_noted_until_it_is_struck_out():
    code = add("张家屋场").code
    assert placed("老碾房那里堆了垃圾") == VILLAGE
    call_place(id=uuid4(), place=code, name="老碾房", by=BY, at=AT)
    call_place(id=uuid4(), place=code, name="老碾房", by=BY, at=AT)
    assert placed("老碾房那里堆了垃圾") == code
    uncall_place(id=uuid4(), place=code, name="老碾房", by=BY, at=AT)
    assert placed("老碾房那里堆了垃圾") == VILLAGE
    assert LocalName.objects.get().until == date(2026, 11, 24)
    with pytest.raises(PlaceRefused, match="没有“老碾房”"):
        uncall_place(id=uuid4(), place=code, name="老碾房", by=BY, at=AT)


def test_a_hamlet_whose_own_name_is_an_everyday_word_is_not_read_into_every_report():
    add("学校")
    assert placed("学校门口的路灯坏了") == VILLAGE


def test_reading_costs_no_statement_once_the_township_is_in_memory(django_assert_num_queries):
    add("张家屋场")
    placed("张家屋场的路灯坏了")
    with django_assert_num_queries(0):
        placed("张家屋场的路灯坏了")
        placed("三组的路灯坏了", TOWN)


def test_in_a_county_that_told_no_names_nothing_is_asked(django_assert_num_queries):
    with django_assert_num_queries(0):
        placed("张家屋场的路灯坏了")


def test_a_place_below_the_village_takes_reports_itself():
    code = add("张家屋场").code
    assert known(code) == ""
    assert placed("路灯坏了", code) == code
    assert "没有代码为" in known(f"{VILLAGE}h09")


def test_what_another_process_changed_is_seen_after_some_seconds(monkeypatch):
    assert placed("张家屋场的路灯坏了") == VILLAGE
    Place.objects.create(code=f"{VILLAGE}h01", name="张家屋场", level="below", kind="hamlet", parent=VILLAGE, own=True)
    Change.objects.create(
        id=uuid4(), county="430181", verb="add", place=f"{VILLAGE}h01", data={}, body=b"", by=BY, at=AT
    )
    assert placed("张家屋场的路灯坏了") == VILLAGE
    later = kept.monotonic() + kept.STALE + 1
    monkeypatch.setattr(kept, "monotonic", lambda: later)
    assert placed("张家屋场的路灯坏了") == f"{VILLAGE}h01"


def test_a_change_that_was_rolled_back_is_read_no_more(monkeypatch):
    add("李家屋场")
    with pytest.raises(RuntimeError), transaction.atomic():
        add("张家屋场")
        assert placed("张家屋场的路灯坏了") == f"{VILLAGE}h02"
        raise RuntimeError
    later = kept.monotonic() + kept.STALE + 1
    monkeypatch.setattr(kept, "monotonic", lambda: later)
    assert placed("张家屋场的路灯坏了") == VILLAGE
