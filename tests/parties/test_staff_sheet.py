"""Staff by workbook: errors by sheet and cell, nothing half done, looked through first, twice is once."""

import io
import zipfile
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from openpyxl import Workbook, load_workbook

from tests.parties.town import AT, COUNTY, TODAY, TOWN, acting, administrators, office, person
from xiangli.parties.acts.carry_out_sheet import carry_out_sheet, keep_sheet
from xiangli.parties.errors import NotFound, PartyError
from xiangli.parties.models import Asking, Deed, Post, StaffSheet, User
from xiangli.parties.reads.may import may
from xiangli.parties.reads.staff_book import staff_book
from xiangli.parties.workbook import HEADS, BadBook, read

pytestmark = pytest.mark.usefixtures("ready")
DESK, ROADS = "示例镇综合办", "示例县交通局"


@pytest.fixture
def house(ready: None) -> None:
    """Administrators, two offices by name, and 李 at the desk."""
    administrators()
    office("desk", TOWN, DESK)
    office("transport", COUNTY, ROADS)
    person("li", ("desk", TOWN, ("sort",)), name="示例李")


def book(*rows: tuple[Any, ...], title: str = "人员", above: tuple[Any, ...] = ()) -> bytes:
    """A workbook with the heads and these rows."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = title
    for row in ((above,) if above else ()) + (HEADS, *rows):
        sheet.append(list(row))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def kept(content: bytes, id: UUID | None = None) -> StaffSheet:
    """As the system administrator hands it in."""
    return keep_sheet(id=id or uuid4(), name="名单.xlsx", content=content, by=acting("sys"), at=AT, on=TODAY)


NEW = ("wang", "示例王", DESK, "科员", "分办、办理", "2026-12-01", None, "入职")
MOVED = ("li", "示例李", ROADS, "科员", "办理", date(2026, 12, 1), None, "调动")
OUT = ("li", "示例李", DESK, "经办", "分办", None, "2026年11月30日", "离职")


def test_reading_changes_nobody_and_carrying_out_does_every_row(house: None) -> None:
    sheet = kept(book(NEW, MOVED, above=("某某县人员变动表",)))
    assert (sheet.faults, [line["change"] for line in sheet.lines]) == ([], ["入职", "调动"])
    assert not User.objects.filter(username="wang").exists()
    carried = carry_out_sheet(id=sheet.id, by=acting("sys"), at=AT)
    assert [(user, name) for user, name, _ in carried.passwords] == [("wang", "示例王")]
    assert User.objects.get(username="wang").check_password(carried.passwords[0][2])
    day = AT.replace(month=12, day=2)
    assert may(acting("wang", at=day), "sort", place=TOWN)
    assert [hat.office for hat in acting("li", at=day).hats] == [f"transport@{COUNTY}"]
    assert [deed.verb for deed in Deed.objects.order_by("id")] == ["staff_in", "staff_moved", "staff_sheet"]


def test_carrying_out_twice_and_handing_in_the_same_file_again_change_nothing_more(house: None) -> None:
    content = book(NEW, MOVED)
    sheet = kept(content)
    carry_out_sheet(id=sheet.id, by=acting("sys"), at=AT)
    posts, deeds = Post.objects.count(), Deed.objects.count()
    assert carry_out_sheet(id=sheet.id, by=acting("sys"), at=AT).passwords == []
    again = keep_sheet(id=uuid4(), name="名单.xlsx", content=content, by=acting("sys"), at=AT, on=date(2026, 12, 2))
    assert (again.lines, again.faults, again.outcome[0]["same"]) == ([], [], 2)
    assert (Post.objects.count(), Deed.objects.count()) == (posts, deeds)


@pytest.mark.parametrize(
    ("row", "cell", "words"),
    [
        (("李四", *NEW[1:]), "A2", "英文字母"),
        (("li", *NEW[1:]), "A2", "已经是示例李的"),
        (("wang", "", *NEW[2:]), "B2", "请写姓名"),
        ((*NEW[:2], "示例镇综合", *NEW[3:]), "C2", "是不是“示例镇综合办”"),
        ((*NEW[:3], "", *NEW[4:]), "D2", "岗位名称"),
        ((*NEW[:4], "分办、查岗", *NEW[5:]), "E2", "没有“查岗”这种权限"),
        ((*NEW[:4], "", *NEW[5:]), "E2", "请写权限"),
        ((*NEW[:4], "系统管理、审计", *NEW[5:]), "E2", "必须分开"),
        ((*NEW[:5], "下个月", *NEW[6:]), "F2", "不是日期"),
        ((*NEW[:5], None, *NEW[6:]), "F2", "从哪天起"),
        ((*NEW[:6], "2026-11-01", "入职"), "G2", "不能早于"),
        ((*NEW[:7], "提拔"), "H2", "没有“提拔”这种变动"),
        (("none", *MOVED[1:]), "A2", "没有用户名是“none”的人"),
        (("li", "示例张", *MOVED[2:]), "B2", "填串行"),
        ((*OUT[:6], None, "离职"), "G2", "最后一天"),
        (("far", "示例far", *OUT[2:]), "A2", "不归您管"),
    ],
)
def test_what_is_wrong_is_told_by_cell_and_nothing_is_done(
    row: tuple[Any, ...], cell: str, words: str, house: None
) -> None:
    person("far", ("desk", "430102001", ("sort",)))
    sheet = kept(book(row, ("zhao", "示例赵", DESK, "科员", "办理", "2026-12-01", None, "入职")))
    assert [(one["sheet"], one["cell"]) for one in sheet.faults] == [("人员", cell)]
    assert words in sheet.faults[0]["words"]
    with pytest.raises(PartyError, match="还有错"):
        carry_out_sheet(id=sheet.id, by=acting("sys"), at=AT)
    assert not User.objects.filter(username="zhao").exists() and Deed.objects.count() == 0


def test_a_row_that_can_no_longer_be_done_undoes_the_whole_sheet(house: None) -> None:
    sheet = kept(book(NEW, ("li2", "示例离", DESK, "科员", "办理", "2026-12-01", None, "入职")))
    person("li2", ("desk", TOWN, ("sort",)))
    with pytest.raises(PartyError, match=r"人员 第 3 行：.*整份都没有办"):
        carry_out_sheet(id=sheet.id, by=acting("sys"), at=AT)
    assert not User.objects.filter(username="wang").exists() and Deed.objects.count() == 0


def test_strong_rights_of_a_sheet_wait_for_a_second_person(house: None) -> None:
    sheet = kept(book((*NEW[:4], "分办、启封", *NEW[5:])))
    assert sheet.lines[0]["strong"] == ["unseal"]
    carry_out_sheet(id=sheet.id, by=acting("sys"), at=AT)
    assert Asking.objects.get().data["acts"] == ["unseal"]


def test_two_rows_of_one_new_person_make_two_posts_but_never_two_administrators(house: None) -> None:
    second = ("wang", "示例王", ROADS, "挂职", "办理", "2026-12-01", None, "入职")
    sheet = kept(book(NEW, second))
    assert [line["change"] for line in sheet.lines] == ["入职", "加岗"]
    carry_out_sheet(id=sheet.id, by=acting("sys"), at=AT)
    assert Post.objects.filter(person__user__username="wang").count() == 2
    sheet = kept(book((*NEW[:4], "审计", *NEW[5:]), (*second[:4], "安全管理", *second[5:])))
    assert [one["cell"] for one in sheet.faults] == ["E3"]


def test_only_whoever_handed_it_in_carries_it_out(house: None) -> None:
    sheet = kept(book(NEW))
    with pytest.raises(NotFound):
        carry_out_sheet(id=sheet.id, by=acting("sec"), at=AT)


def bomb() -> bytes:
    """A package that unpacks to more than anybody's staff."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b"\0" * (90 * 1024 * 1024))
    return out.getvalue()


def empty_zip() -> bytes:
    """A package that is no workbook."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("x", "x")
    return out.getvalue()


def no_heads() -> bytes:
    """A workbook of something else."""
    made, out = Workbook(), io.BytesIO()
    made.active.append(["某某统计表"])  # type: ignore[union-attr]
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: b"%PDF-1.7", "不是 XLSX"), (lambda: b"", "不是 XLSX"), (bomb, "解开后太大"), (empty_zip, "打不开"),
        (no_heads, "没有找到表头"), (lambda: b"x" * (6 << 20), "超过 5 MB"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_says_why(make: Any, words: str) -> None:
    with pytest.raises(BadBook, match=words):
        read(make())


def test_what_is_exported_comes_back_unchanged_and_marked_rows_are_done(house: None) -> None:
    content = staff_book(actor=acting("sys"), on=TODAY)
    assert kept(content).outcome[0] == {"same": 0, "unmarked": 4}
    opened = load_workbook(io.BytesIO(content))
    rows = [[cell.value for cell in row] for row in opened["人员"].iter_rows()]
    assert rows[0] == list(HEADS)
    place = next(n for n, row in enumerate(rows, 1) if row[0] == "li")
    opened["人员"].cell(row=place, column=7, value="2026-11-30")
    opened["人员"].cell(row=place, column=8, value="离职")
    out = io.BytesIO()
    opened.save(out)
    sheet = kept(out.getvalue())
    assert sheet.faults == []
    carry_out_sheet(id=sheet.id, by=acting("sys"), at=AT)
    assert acting("li").hats and not acting("li", at=AT.replace(month=12, day=1)).hats


def test_a_name_that_looks_like_a_formula_stays_a_name(house: None) -> None:
    person("odd", ("desk", TOWN, ("sort",)), name="=1+1")
    opened = load_workbook(io.BytesIO(staff_book(actor=acting("sys"), on=TODAY)))
    cells = {row[0].value: row[1] for row in opened["人员"].iter_rows()}
    assert (cells["odd"].value, cells["odd"].data_type) == ("=1+1", "s")
