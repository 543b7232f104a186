"""An outer system's export comes in by its own heads: number and clock kept, nothing twice, what is broken named by its cell."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.bridge.exports import GOOD, OTHER, brought, export
from tests.houses import COUNTY, TOWN
from xiangli.bridge.models import OuterTicket
from xiangli.intake.models import RefusedRow
from xiangli.matters.models import Matter, Report

pytestmark = pytest.mark.usefixtures("ready")
SHANGHAI = ZoneInfo("Asia/Shanghai")


def test_an_export_is_known_by_its_heads_wherever_they_stand_and_keeps_number_and_clock(tmp_path: Path) -> None:
    batch = brought(export(tmp_path / "export(3).xlsx", GOOD, OTHER))
    assert (batch.received, batch.accepted, batch.refused, batch.error) == (2, 2, 0, "")
    told = Report.objects.get(outer_id="SL2611240001")
    assert told.source == f"hotline12345@{COUNTY}"
    assert told.outer_at == datetime(2026, 11, 20, 9, 12, tzinfo=SHANGHAI)
    assert "南川村口" in told.text
    assert told.reporter is not None
    assert Matter.objects.get(id=told.matter).outer_due == datetime(2026, 12, 1, 18, tzinfo=SHANGHAI)
    ticket = OuterTicket.objects.get(number="SL2611240001")
    assert (ticket.system, ticket.report, ticket.kept) == (
        "hotline12345", told.id, {"诉求类型": "求助", "派单时间": "2026-11-20 10:00"})  # fmt: skip


def test_what_a_column_says_makes_it_another_kind_of_business(tmp_path: Path) -> None:
    asking = [3, "SL3", *OTHER[2:5], "低保怎么办", "请问低保要带什么材料去哪里办", *OTHER[7:8], "咨询", *OTHER[9:]]
    brought(export(tmp_path / "a.xlsx", GOOD, asking))
    kinds = dict(Matter.objects.values_list("procedure", "number"))
    assert set(kinds) == {"ticket", "ticket_consult"}


def test_a_due_day_without_an_hour_lasts_to_its_end(tmp_path: Path) -> None:
    brought(export(tmp_path / "a.xlsx", OTHER))
    assert OuterTicket.objects.get().outer_due == datetime(2026, 12, 3, tzinfo=SHANGHAI)


def test_the_same_number_never_comes_in_twice_even_from_another_desk_with_other_words(tmp_path: Path) -> None:
    brought(export(tmp_path / "a.xlsx", GOOD, OTHER))
    changed = [*GOOD[:6], "南川村口三盏路灯还是不亮，已催办", *GOOD[7:10], "2026-12-05 18:00"]
    batch = brought(export(tmp_path / "b.xlsx", changed), place=COUNTY)
    assert (batch.received, batch.accepted, batch.repeated) == (1, 0, 1)
    assert Report.objects.count() == 2
    assert OuterTicket.objects.get(number="SL2611240001").outer_due == datetime(2026, 12, 5, 18, tzinfo=SHANGHAI)


def test_broken_rows_are_kept_with_file_sheet_and_cell_beside_good_ones(tmp_path: Path) -> None:
    no_number = [3, "", *GOOD[2:]]
    no_time = [4, "SL3", *GOOD[2:4], "昨天上午", *GOOD[5:]]
    no_words = [5, "SL4", *GOOD[2:5], "", "", "", *GOOD[8:]]
    future = [6, "SL5", *GOOD[2:4], "2031-01-01 08:00", *GOOD[5:]]
    batch = brought(export(tmp_path / "坏行.xlsx", GOOD, no_number, no_time, no_words, future))
    assert (batch.received, batch.accepted, batch.refused) == (5, 1, 4)
    kept = {row.row: (row.sheet, row.cell) for row in RefusedRow.objects.all()}
    assert kept == {5: ("工单列表", "B5"), 6: ("工单列表", "E6"), 7: ("工单列表", "G7"), 8: ("工单列表", "E8")}
    assert "昨天上午" in RefusedRow.objects.get(row=6).reason


def test_a_workbook_of_another_kind_is_read_by_its_own_heads_and_keeps_no_ticket(tmp_path: Path) -> None:
    heads = ["编号", "主题", "内容", "时间"]
    path = export(tmp_path / "台账.xlsx", ["7", "井盖丢了", "老街井盖丢了", "2026/3/2"], heads=heads)
    from openpyxl import load_workbook  # this test alone takes a sheet away

    book = load_workbook(path)
    del book["说明"]
    book["工单列表"].delete_rows(1, 2)
    book.save(path)
    assert brought(path).accepted == 1
    assert OuterTicket.objects.count() == 0


def test_an_export_saved_as_csv_is_known_too_and_its_broken_row_named(tmp_path: Path) -> None:
    path = tmp_path / "导出.csv"
    rows = [
        "工单编号,受理时间,诉求标题,诉求内容,办理时限",
        "SL1,2026-11-20 09:00,路灯不亮,南川村口路灯不亮,2026-12-01 18:00",
        ",2026-11-20,x,没有编号的一行,",
    ]
    path.write_bytes("\r\n".join(rows).encode("gb18030"))
    assert (brought(path).accepted, OuterTicket.objects.get().number) == (1, "SL1")
    assert (RefusedRow.objects.get().row, RefusedRow.objects.get().cell) == (3, "A3")


def test_what_a_person_left_is_sealed_and_stands_in_no_kept_column(tmp_path: Path) -> None:
    brought(export(tmp_path / "a.xlsx", GOOD))
    told = Report.objects.get()
    ticket = OuterTicket.objects.get()
    for held in (told.text, told.title, str(ticket.kept), str(told.proposal)):
        assert "示例甲" not in held
        assert "19900000001" not in held


def test_a_locked_or_broken_book_is_refused_in_plain_words(tmp_path: Path) -> None:
    locked = tmp_path / "a.xls"
    locked.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert "打不开" in brought(locked).error
    empty = brought(export(tmp_path / "b.xlsx"))
    assert (empty.received, empty.error) == (0, "")


def test_the_petition_systems_export_is_another_system(tmp_path: Path) -> None:
    heads = ["登记编号", "信访人姓名", "信访日期", "概况标题", "概况信息", "办理期限"]
    row = ["XF2611001", "示例丙", "2026-11-20", "修路款", "组里修路的钱没有公开，想知道用在哪里", "2026-12-20"]
    assert brought(export(tmp_path / "信访.xlsx", row, heads=heads), place=TOWN).accepted == 1
    assert OuterTicket.objects.get().system == "petition"
