"""Staff as a workbook: rows read with the cell each value came from, and the same columns written out again.

Reading is bounded (size, what it unpacks to, rows) and takes values only, never formulas; pure but for the file itself.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

HEADS = ("用户名", "姓名", "单位", "岗位", "权限", "任职起", "任职止", "变动")
MOST_BYTES, MOST_UNPACKED, MOST_ROWS = 5 * 1024 * 1024, 80 * 1024 * 1024, 5000
HEAD_WITHIN = 5
"""A title or two may stand above the heads."""


class BadBook(ValueError):
    """The whole file cannot be used; the reason is in plain words."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in which cell."""

    sheet: str
    cell: str
    words: str

    def plain(self) -> dict[str, str]:
        """As it is kept and shown."""
        return {"sheet": self.sheet, "cell": self.cell, "words": self.words}


@dataclass(frozen=True, slots=True)
class Line:
    """A row as read: its sheet, its number, the values by head (text, or a date), the column letter of each head."""

    sheet: str
    row: int
    values: dict[str, Any]
    columns: dict[str, str]

    def fault(self, head: str, words: str) -> Fault:
        """A fault in this row's cell under ``head``."""
        return Fault(self.sheet, f"{self.columns.get(head, 'A')}{self.row}", words)

    def text(self, head: str) -> str:
        """A cell's text without blanks around it; a whole number as its digits."""
        value = self.values.get(head)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return "" if value is None else str(value).strip()

    def day(self, head: str) -> date | None:
        """A cell's date, None for an empty one. Raises ValueError for anything else."""
        value = self.values.get(head)
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        text = self.text(head).replace("年", "-").replace("月", "-").rstrip("日").replace("/", "-").replace(".", "-")
        if not text:
            return None
        year, month, day = text.split("-")
        return date(int(year), int(month), int(day))


def read(content: bytes) -> list[Line]:
    """The filled rows below the heads of every sheet that has them. Raises BadBook."""
    if len(content) > MOST_BYTES:
        raise BadBook(f"文件超过 {MOST_BYTES >> 20} MB；一次最多 {MOST_ROWS} 行，请拆开。")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            unpacked = sum(one.file_size for one in package.infolist())
    except zipfile.BadZipFile:
        raise BadBook("这不是 XLSX 文件。WPS、Excel 里另存为“xlsx”再交。") from None
    if unpacked > MOST_UNPACKED:
        raise BadBook("这个文件解开后太大，没有读。")
    lines: list[Line] = []
    found = False
    for sheet, rows in _sheets(content):
        columns: dict[str, int] = {}
        for number, row in enumerate(rows, 1):
            if not columns:
                if number > HEAD_WITHIN:
                    break
                seen = {str(value).strip(): place for place, value in enumerate(row) if value not in (None, "")}
                if {"用户名", "单位", "变动"} <= set(seen):
                    columns, found = {head: seen[head] for head in HEADS if head in seen}, True
                continue
            values = {head: row[place] if place < len(row) else None for head, place in columns.items()}
            if any(value not in (None, "") for value in values.values()):
                lines.append(Line(sheet, number, values, {head: letter(place) for head, place in columns.items()}))
            if len(lines) > MOST_ROWS:
                raise BadBook(f"超过 {MOST_ROWS} 行，请拆成几个文件。")
    if not found:
        raise BadBook(f"没有找到表头。第一行应有：{'、'.join(HEADS)}。先导出一份，在上面改最省事。")
    return lines


def _sheets(content: bytes) -> Iterable[tuple[str, Iterable[Sequence[Any]]]]:
    from openpyxl import load_workbook  # slow to import; only these files need it

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return [
            (sheet.title, list(sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 10))) for sheet in book.worksheets
        ]
    except Exception as wrong:  # openpyxl raises many kinds for broken books; the reader needs one word
        raise BadBook(f"这个 XLSX 打不开（{type(wrong).__name__}）。在 WPS 里打开另存一次再交。") from wrong


def letter(place: int) -> str:
    """The letter of the column at ``place`` (from 0)."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


def write(rows: Iterable[Sequence[object]], *, notes: Sequence[Sequence[object]], changes: Sequence[str]) -> bytes:
    """A workbook with the heads and ``rows`` on 人员, and ``notes`` on 说明; the last column offers ``changes``."""
    from openpyxl import Workbook  # slow to import; only these files need it
    from openpyxl.styles import Font
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "人员"
    last = 1
    for last, row in enumerate([HEADS, *rows], 1):
        for place, value in enumerate(row, 1):
            cell = sheet.cell(row=last, column=place, value=value if isinstance(value, date) else str(value))
            if isinstance(value, date):
                cell.number_format = "yyyy-mm-dd"
            else:
                cell.data_type = "s"  # a name that begins with = stays a name
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for place, width in enumerate((16, 12, 30, 24, 28, 13, 13, 10)):
        sheet.column_dimensions[letter(place)].width = width
    sheet.freeze_panes = "A2"
    offer = DataValidation(type="list", formula1=f'"{",".join(changes)}"', allow_blank=True)
    sheet.add_data_validation(offer)
    offer.add(f"H2:H{last + 500}")
    told = book.create_sheet("说明")
    for note in notes:
        told.append([str(one) for one in note])
    told.column_dimensions["A"].width = 24
    told.column_dimensions["B"].width = 80
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
