"""Files brought in: broken rows beside good ones, nothing twice, nothing lost, no bomb opened."""

import gzip
import json
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.houses import AT, TOWN
from xiangli.intake.acts.bring_in import bring_in, plan
from xiangli.intake.models import Batch, RefusedRow
from xiangli.matters.models import Report
from xiangli.proof.ids import uuid7

pytestmark = pytest.mark.usefixtures("ready")
GOOD = [
    {"id": "1", "title": "路灯不亮", "text": "南川村口路灯不亮一个月", "time": "2026/3/2 09:00:00"},
    {"id": "2", "title": "水管漏水", "text": "崇文村三组水管漏水", "time": "2026-03-03 10:00"},
]


def brought(path: Path) -> Batch:
    """The batch after it has run."""
    batch = plan(path=path, name=path.name, place=TOWN, by="示例员", at=AT, id=uuid7())
    return bring_in(batch, at=AT)


def counts(b: Batch) -> tuple[int, int, int, int, int]:
    """received, accepted, repeated, refused, failed; they must add up."""
    assert b.received == b.accepted + b.repeated + b.refused + b.failed
    assert b.joined <= b.accepted
    return b.received, b.accepted, b.repeated, b.refused, b.failed


def test_broken_lines_are_kept_with_their_row_and_reason_beside_good_ones(tmp_path: Path) -> None:
    lines = [json.dumps(GOOD[0]), "{broken", json.dumps({"id": "3", "text": ""}), "[1]", json.dumps(GOOD[1]),
             json.dumps({"id": "4", "text": "路坏", "time": "昨天"})]  # fmt: skip
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(lines))
    assert counts(brought(path)) == (6, 2, 0, 4, 0)
    kept = dict(RefusedRow.objects.values_list("row", "reason"))
    assert sorted(kept) == [2, 3, 4, 6]
    assert "昨天" in kept[6]


def test_a_second_run_adds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, GOOD)).encode()))
    assert counts(brought(path)) == (2, 2, 0, 0, 0)
    assert counts(brought(path)) == (2, 0, 2, 0, 0)
    assert Report.objects.count() == 2


def test_two_systems_that_number_alike_stay_two_and_each_is_repeated_as_itself(tmp_path: Path) -> None:
    hotline, board = tmp_path / "热线.jsonl", tmp_path / "网站.jsonl.gz"
    hotline.write_text("\n".join(map(json.dumps, GOOD)))
    other = [{**row, "text": f"另一件事：{row['text']}"} for row in GOOD]
    board.write_bytes(gzip.compress("\n".join(map(json.dumps, other)).encode()))
    assert [counts(brought(p)) for p in (hotline, board, board, hotline)] == [
        (2, 2, 0, 0, 0), (2, 2, 0, 0, 0), (2, 0, 2, 0, 0), (2, 0, 2, 0, 0)]  # fmt: skip
    sources = set(Report.objects.values_list("source", flat=True))
    assert sources == {f"热线@{TOWN}", f"网站@{TOWN}"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_csv_from_any_office_program_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "工单.csv"
    path.write_bytes(
        "工单编号,标题,诉求内容,来电时间\r\nA1,路灯不亮,南川村口路灯不亮,2026-03-02 09:00\r\n".encode(encoding)
    )
    assert counts(brought(path)) == (1, 1, 0, 0, 0)
    assert Report.objects.get().title == "路灯不亮"


def test_an_xlsx_is_read_by_its_chinese_headers(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["编号", "主题", "内容", "时间", "电话"])
    sheet.append(["7", "井盖丢了", "大瑶镇老街井盖丢了", "2026/3/2 08:00", "19900000001"])
    path = tmp_path / "台账.xlsx"
    book.save(path)
    assert counts(brought(path)) == (1, 1, 0, 0, 0)
    report = Report.objects.get()
    assert report.outer_id == "7"
    assert report.reporter is not None


def test_a_workbook_that_swells_out_of_proportion_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    batch = brought(path)
    assert "大得不正常" in batch.error
    assert Report.objects.count() == 0


def test_a_wrong_type_and_a_file_cut_in_half_are_named(tmp_path: Path) -> None:
    wrong = tmp_path / "a.xlsx"
    wrong.write_bytes(b"not a workbook")
    assert "不是 XLSX" in brought(wrong).error
    other = tmp_path / "a.pdf"
    other.write_bytes(b"%PDF")
    assert "只收" in brought(other).error
    half = tmp_path / "half.jsonl.gz"
    whole = gzip.compress(b"\n".join(json.dumps({**GOOD[0], "id": str(n)}).encode() for n in range(2000)))
    half.write_bytes(whole[: len(whole) // 2])
    assert "损坏" in brought(half).error
