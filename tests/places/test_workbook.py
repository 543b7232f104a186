"""Places by workbook: by the sheet of their kind, each wrong cell named, nothing half loaded, a second run adds nothing."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from uuid import uuid4

import pytest
from openpyxl import Workbook

from tests.places.village import AT, BESIDE, BY, COUNTY, TOWN, VILLAGE, add, settle
from xiangli.places.acts.bring_in_places import Brought, bring_in_places
from xiangli.places.errors import BadFile, ChangeIdReused
from xiangli.places.models import Change, LocalName, Place
from xiangli.places.workbook import template

HEADS = ["乡镇", "村（社区）", "名称", "编号", "所属小区", "起始日期", "叫法"]


@pytest.fixture(autouse=True)
def village(db: None) -> None:
    """李畋村 and its neighbours."""
    settle()


def book(**sheets: list[tuple[object, ...]]) -> bytes:
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        sheet.append(HEADS)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def bring(content: bytes, *, within: tuple[str, ...] = (COUNTY,), id=None) -> Brought:
    return bring_in_places(id=id or uuid4(), content=content, file="地方.xlsx", within=within, by=BY, at=AT)


GOOD = {
    "组": [("大瑶镇", "李畋村", "三组"), ("", VILLAGE, "石湾组", 7)],
    "屋场": [("", "南阳村", "张家屋场", None, None, date(2019, 5, 1), "老碾房、下塘湾")],
    "楼栋": [("", "李畋村", "3栋", None, "示范家园")],
    "小区": [("", "李畋村", "示范家园")],
}


def test_all_sheets_come_in_and_a_second_run_adds_nothing():
    first = bring(book(**GOOD))
    assert (first.added, first.held, first.names, first.errors) == (5, 0, 2, [])
    assert set(Place.objects.filter(own=True).values_list("code", "name")) == {
        (f"{VILLAGE}g03", "三组"), (f"{VILLAGE}g07", "石湾组"), (f"{BESIDE}h01", "张家屋场"), (f"{VILLAGE}e01", "示范家园"),
        (f"{VILLAGE}b03", "3栋"),
    }  # fmt: skip
    assert Place.objects.get(code=f"{BESIDE}h01").valid_from == date(2019, 5, 1)
    assert Place.objects.get(code=f"{VILLAGE}b03").parent == f"{VILLAGE}e01"
    again = bring(book(**GOOD))
    assert (again.added, again.held, again.names) == (0, 5, 0)
    assert LocalName.objects.count() == 2
    assert Change.objects.count() == 1


def test_a_place_held_already_may_still_get_a_name():
    add("张家屋场", village=BESIDE)
    assert (bring(book(屋场=GOOD["屋场"])).names, LocalName.objects.count()) == (2, 2)


@pytest.mark.parametrize(
    ("sheet", "row", "cell", "why"),
    [
        ("屋场", ("", "无此村", "甲屋场"), "B2", "没有叫"),
        ("屋场", ("", "430181110999", "甲屋场"), "B2", "没有代码为"),
        ("屋场", ("永和镇", "李畋村", "甲屋场"), "B2", "没有叫"),
        ("屋场", ("", VILLAGE, ""), "C2", "名称要有字"),
        ("屋场", ("", VILLAGE, "甲屋场", "三"), "D2", "编号要是整数"),
        ("屋场", ("", VILLAGE, "甲屋场", 1000), "D2", "1 到 999"),
        ("楼栋", ("", VILLAGE, "3栋", None, "无此小区"), "E2", "没有叫"),
        ("屋场", ("", VILLAGE, "甲屋场", None, None, "去年"), "F2", "日期写成"),
        ("屋场", ("", VILLAGE, "甲屋场", None, None, "2030-01-01"), "F2", "不能晚于今天"),
        ("屋场", ("", VILLAGE, "甲屋场", None, None, None, "学校"), "G2", "平常的词"),
    ],
)
def test_a_wrong_cell_is_named_by_sheet_and_address_and_nothing_is_written(sheet, row, cell, why):
    brought = bring(book(网格=[("", VILLAGE, "一网格")], **{sheet: [row]}))
    assert [(one.sheet, one.cell) for one in brought.errors] == [(sheet, cell)]
    assert why in brought.errors[0].words
    assert not Place.objects.filter(own=True).exists()
    assert not Change.objects.exists()


def test_every_wrong_cell_is_told_at_once_in_the_order_of_the_sheets():
    rows = [("", VILLAGE, f"第{n}屋场", "x" if n % 2 else None) for n in range(1, 13)]
    brought = bring(book(屋场=rows, 组=[("", VILLAGE, "三组"), ("", VILLAGE, "三组", "x")]))
    assert [(one.sheet, one.cell) for one in brought.errors] == [("屋场", f"D{n + 1}") for n in range(1, 13, 2)]


def test_only_villages_of_ones_own_places_may_be_touched():
    brought = bring(book(屋场=[("", "430181109217", "甲屋场")]), within=(TOWN,))
    assert "不在您管的范围" in brought.errors[0].words


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b" " * (300 << 20))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "不是 Excel"),
        (b"%PDF-1.7", "不是 Excel"),
        (b"PK\x03\x04xx", "打不开"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 100, "打不开"),
    ],
)
def test_what_is_no_workbook_is_refused_in_words(content, why):
    with pytest.raises(BadFile, match=why):
        bring(content)


def test_a_bomb_a_sheet_of_another_name_and_missing_columns_are_refused():
    with pytest.raises(BadFile, match="大得不正常"):
        bring(bomb())
    with pytest.raises(BadFile, match="表名要是"):
        bring(book(Sheet1=[("", VILLAGE, "甲")]))
    made = Workbook()
    made.active.title = "屋场"
    made.active.append(["村（社区）", "电话"])
    out = io.BytesIO()
    made.save(out)
    with pytest.raises(BadFile, match="缺列：名称"):
        bring(out.getvalue())


def test_the_same_request_answers_the_same_and_its_id_serves_no_other_file():
    id = uuid4()
    first, second = bring(book(**GOOD), id=id), bring(book(**GOOD), id=id)
    assert first.added in (5,) and Place.objects.filter(own=True).count() == 5
    assert second.errors == []
    with pytest.raises(ChangeIdReused):
        bring(template(), id=id)
    assert bring(template()).added == 0


def test_nine_hundred_rows_take_a_few_statements(django_assert_max_num_queries):
    rows = [("", VILLAGE, f"第{n}屋场") for n in range(1, 901)]
    with django_assert_max_num_queries(30):
        assert bring(book(屋场=rows)).added == 900
