"""The workbook by which a county hands in its places below the village: a sheet a kind, a row a place."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from xiangli.places.bounded import unpack
from xiangli.places.errors import BadFile, PlaceRefused
from xiangli.places.models.place import Kind

MOST_BYTES = 20 << 20
MOST_ROWS = 50_000
SHEETS = {"组": Kind.GROUP, "网格": Kind.GRID, "屋场": Kind.HAMLET, "小区": Kind.ESTATE, "楼栋": Kind.BUILDING}
COLUMNS = {
    "town": "乡镇", "village": "村（社区）", "name": "名称", "number": "编号", "parent": "所属小区", "since": "起始日期",
    "said": "叫法",
}  # fmt: skip
_HEADS = {
    "乡镇": "town", "乡镇街道": "town", "村（社区）": "village", "村(社区)": "village", "村": "village", "社区": "village",
    "村代码": "village", "名称": "name", "编号": "number", "所属小区": "parent", "起始日期": "since", "叫法": "said",
    "俗称": "said",
}  # fmt: skip
_LEAST = {"village": "村（社区）", "name": "名称"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its sheet, its number there (from 1), the kind of place, and the words of each column."""

    sheet: str
    n: int
    kind: Kind
    words: dict[str, str]
    columns: dict[str, int]

    def cell(self, column: str) -> str:
        """The address of a column's cell in this row (C7); the name's cell for a column that the sheet lacks."""
        at = self.columns.get(column, self.columns["name"])
        letters = ""
        while at >= 0:
            letters, at = chr(ord("A") + at % 26) + letters, at // 26 - 1
        return f"{letters}{self.n}"

    def number(self) -> int | None:
        """The number asked for, or None. Raises PlaceRefused."""
        told = self.words.get("number", "")
        if not told:
            return None
        if not told.isascii() or not told.isdigit() or len(told) > 6:
            raise PlaceRefused("number", f"编号要是整数，不能是 {told[:12]!r}。")
        return int(told)

    def since(self) -> date | None:
        """The day it began, or None. Raises PlaceRefused."""
        told = self.words.get("since", "").replace("/", "-").replace(".", "-")
        if not told:
            return None
        try:
            return datetime.strptime(told[:10], "%Y-%m-%d").date()  # noqa: DTZ007  a day, not a moment
        except ValueError:
            raise PlaceRefused("since", f"日期写成 2026-01-31 的样子，不能是 {told[:12]!r}。") from None

    def said(self) -> tuple[str, ...]:
        """What people call it, parted by 、 or commas."""
        told = self.words.get("said", "").replace("，", "、").replace(",", "、").replace("；", "、")
        return tuple(part for part in (one.strip() for one in told.split("、")) if part)


def read_rows(content: bytes) -> Iterator[Row]:
    """The rows of all sheets that bear a kind's name. Raises BadFile, at the latest when the last row is read."""
    book = _open(content)
    known = [name for name in book.sheet_names if name.strip() in SHEETS]
    if not known:
        raise BadFile(f"工作簿里没有认得的表；表名要是：{'、'.join(SHEETS)}（用到哪个写哪个）。")
    rows = 0
    for name in known:
        columns: dict[str, int] | None = None
        for n, cells in enumerate(_cells(book, name), start=1):
            words = [_word(cell) for cell in cells]
            if not any(words):
                continue
            if columns is None:
                columns = _columns(name, words)
                continue
            rows += 1
            if rows > MOST_ROWS:
                raise BadFile(f"超过 {MOST_ROWS:,} 行，请分乡镇交。")
            told = {column: words[at] for column, at in columns.items() if at < len(words)}
            yield Row(name, n, SHEETS[name.strip()], told, columns)


def _open(content: bytes) -> CalamineWorkbook:
    if len(content) > MOST_BYTES:
        raise BadFile(f"文件超过 {MOST_BYTES >> 20} MB。")
    if content.startswith(b"PK\x03\x04"):
        unpack(content)
    elif not content.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadFile("这不是 Excel 文件（要 .xlsx 或 .xls）。")
    try:
        return CalamineWorkbook.from_object(io.BytesIO(content))
    except BaseException as wrong:
        raise _broken(wrong) from wrong


def _cells(book: CalamineWorkbook, sheet: str) -> list[list[Any]]:
    try:
        return list(book.get_sheet_by_name(sheet).to_python(skip_empty_area=False))
    except BaseException as wrong:
        raise _broken(wrong) from wrong


def _broken(wrong: BaseException) -> BaseException:
    """The refusal for what the reader makes of a broken file; its panics are no ordinary exceptions. Others go on."""
    if isinstance(wrong, CalamineError | ValueError | OSError | TypeError) or type(wrong).__name__ == "PanicException":
        return BadFile("Excel 打不开，可能没传完或加了密码。")
    return wrong


def _columns(sheet: str, heads: list[str]) -> dict[str, int]:
    found = {_HEADS[head]: at for at, head in reversed(list(enumerate(heads))) if head in _HEADS}
    if missing := [name for column, name in _LEAST.items() if column not in found]:
        raise BadFile(f"表“{sheet}”第一行缺列：{'、'.join(missing)}。")
    return found


def _word(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    return str(cell).strip()


def template() -> bytes:
    """An empty workbook with all sheets and columns, and one line in each that says how."""
    from openpyxl import Workbook  # slow to import; only whoever asks for the template needs it

    book = Workbook()
    book.remove(book.active)
    for name, kind in SHEETS.items():
        sheet = book.create_sheet(name)
        sheet.append([head for column, head in COLUMNS.items() if column != "parent" or kind == Kind.BUILDING])
        for letter, width in zip("ABCDEFG", (14, 22, 18, 8, 18, 14, 30), strict=True):
            sheet.column_dimensions[letter].width = width
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
