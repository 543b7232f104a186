"""A form comes back filled from the registers: who is meant is listed, what is not held stays empty and yellow."""

from datetime import date

import pytest

from tests.engines.roster.sheets import HOUSEHOLDS, PERSONS, SUN, ZHAO
from tests.registers.village import AT, CLERK, HEALTH, STRANGER, VILLAGE, load
from tests.sheets.forms import cells, form, ground
from xiangli.engines.book import BookError
from xiangli.proof.ids import uuid7
from xiangli.registers.errors import NotFound
from xiangli.sheets.acts.fill import FilledBook, fill_book
from xiangli.vault.models import Opening

pytestmark = pytest.mark.usefixtures("ready")
ELDERS = [
    ["60周岁以上老年人花名册（截至2026年6月30日）", None, None, None, None, None],
    ["序号", "老人姓名", "公民身份号码", "周岁", "家庭住址", "养老服务需求"],
]


def fill(data: bytes, name: str = "老人.xlsx", purpose: str = "", by=CLERK) -> FilledBook:
    return fill_book(
        data=data, name=name, village=VILLAGE, by=by, at=AT, request=uuid7(), purpose=purpose, as_of=date(2026, 7, 15)
    )


def test_the_elders_are_listed_and_what_nobody_holds_is_left_yellow() -> None:
    load()
    done = fill(form([*ELDERS, [None] * 6, [None] * 6], merges=["A1:F1"], blank=2))
    rows = cells(done.data)[2:]
    assert [r[:4] for r in rows if r[1]] == [[1, "赵甲", ZHAO, 76], [2, "钱乙", rows[1][2], 66]]
    assert all(r[5] is None for r in rows)
    assert ground(done.data, "F3") != ground(done.data, "E3")
    assert (done.filled, done.left) == (8, 2)


def test_names_are_opened_for_those_listed_only_and_each_opening_is_on_record() -> None:
    load()
    before = Opening.objects.count()
    fill(form([*ELDERS, [None] * 6], merges=["A1:F1"], blank=3))
    fresh = Opening.objects.count() - before
    assert fresh == 2
    assert all("老人.xlsx" in one.purpose for one in Opening.objects.order_by("-at")[:fresh])


def test_a_list_longer_than_its_room_gets_rows_above_its_foot() -> None:
    load()
    rows = [*ELDERS, [None] * 6, ["审核人（签字）：", None, None, None, None, None]]
    back = cells(fill(form(rows, merges=["A1:F1", "A4:F4"])).data)
    assert [r[1] for r in back[2:4]] == ["赵甲", "钱乙"]
    assert back[4][0] == "审核人（签字）："


def test_a_named_row_is_filled_and_a_stranger_is_left_yellow() -> None:
    load()
    rows = [
        ["外出务工人员核对表", None, None, None, None],
        ["姓名", "身份证号", "学历", "打工去向", "是否脱贫户"],
        ["赵丙", SUN, None, None, None],
        ["吴未某", "439900199001010016", None, None, None],
    ]
    done = fill(form(rows, merges=["A1:E1"], items={"C3:C4": "初中及以下,高中（中专）,大专及以上"}))
    back = cells(done.data)
    assert back[2][2:] == ["大专及以上", "广东深圳", "是"]
    assert back[3][2:] == [None, None, None]
    assert ground(done.data, "C4") == ground(done.data, "E4") != ground(done.data, "C3")


def test_groups_are_counted_and_formulas_stay() -> None:
    load()
    rows = [
        ["各组人口情况（2026年6月30日）", None, None, None],
        ["组别", "户数", "人口", "其中：男"],
        ["1组", None, None, None],
        ["2组", None, None, None],
        ["合计", "=SUM(B3:B4)", "=SUM(C3:C4)", "=SUM(D3:D4)"],
    ]
    back = cells(fill(form(rows, merges=["A1:D1"])).data)
    assert back[2] == ["1组", 1, 2, 2]
    assert back[3] == ["2组", 1, 3, 2]
    assert back[4] == ["合计", "=SUM(B3:B4)", "=SUM(C3:C4)", "=SUM(D3:D4)"]


def test_health_stays_empty_until_a_purpose_is_stated() -> None:
    load(HOUSEHOLDS, PERSONS, HEALTH)
    rows = [["高血压患者随访名册", None, None], ["姓名", "病种", "住址"], [None, None, None]]
    data = form(rows, merges=["A1:C1"], blank=2)
    closed = fill(data, "随访.xlsx")
    assert closed.filled == 0
    assert "没有写明用途" in "".join(closed.notes)
    opened = cells(fill(data, "随访.xlsx", "国家基本公共卫生服务随访").data)
    assert opened[2][:2] == ["赵甲", "高血压、糖尿病"]


def test_a_list_of_people_nobody_can_tell_is_not_made_up() -> None:
    load()
    rows = [["信教群众花名册", None, None], ["姓名", "性别", "宗教信仰"], [None, None, None]]
    done = fill(form(rows, merges=["A1:C1"], blank=2), "名册.xlsx")
    assert done.filled == 0
    assert "信教" in "".join(done.notes)


def test_what_is_no_workbook_is_refused_in_words() -> None:
    load()
    with pytest.raises(BookError, match=r"坏\.xlsx"):
        fill(b"not a workbook", "坏.xlsx")


def test_another_villages_clerk_gets_nothing() -> None:
    load()
    with pytest.raises(NotFound):
        fill(form(ELDERS, blank=2), by=STRANGER)
