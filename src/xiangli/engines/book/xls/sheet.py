"""One sheet of an .xls as its reader sees it."""

import struct
from functools import cached_property
from typing import TYPE_CHECKING

from xiangli.engines.book import dates
from xiangli.engines.book.shapes import Span, Value
from xiangli.engines.book.xls import records as r
from xiangli.engines.book.xls import tokens
from xiangli.engines.book.xls.cells import Cell, Table, rk_number
from xiangli.engines.book.xls.drawings import comments, pictures
from xiangli.engines.book.xls.records import Record
from xiangli.engines.book.xls.text import unicode_at

if TYPE_CHECKING:
    from xiangli.engines.book.xls.book import XlsBook

ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
HIDDEN_ROW, OWN_FORMAT = 0x20, 0x80


class XlsSheet:
    """Rows and columns count from 1 for the reader, from 0 in the records."""

    def __init__(self, book: "XlsBook", *, name: str, number: int, substream: int, hidden: bool) -> None:
        self.book, self.name, self.hidden = book, name, hidden
        self.number, self.substream = number, substream
        """Its place among all sheets of the book, and among the substreams."""

    @property
    def _records(self) -> list[Record]:
        return self.book.substreams[self.substream]

    @cached_property
    def table(self) -> Table:
        return Table(self._records)

    @property
    def rows(self) -> int:
        return self.table.last_row + 1

    @cached_property
    def cols(self) -> int:
        return self.table.last_column + 1

    @cached_property
    def merges(self) -> list[Span]:
        found = []
        for op, data, _ in self._records:
            if op == r.MERGEDCELLS:
                for n in range(struct.unpack_from("<H", data)[0]):
                    top, bottom, left, right = struct.unpack_from("<HHHH", data, 2 + 8 * n)
                    found.append((top + 1, left + 1, bottom + 1, right + 1))
        return found

    @cached_property
    def protected(self) -> bool:
        return any(op == r.PROTECT and data[:1] == b"\x01" for op, data, _ in self._records)

    @cached_property
    def _columns(self) -> list[tuple[int, int, int, bool]]:
        found = []
        for op, data, _ in self._records:
            if op == r.COLINFO and len(data) >= 10:
                first, last, width, xf, flags = struct.unpack_from("<HHHHH", data)
                found.append((first, last, xf, bool(flags & 1) or width == 0))
        return found

    @cached_property
    def hidden_cols(self) -> set[int]:
        return {
            column + 1
            for first, last, _, hidden in self._columns
            if hidden
            for column in range(first, min(last, max(self.cols, first)) + 1)
        }

    @cached_property
    def hidden_rows(self) -> set[int]:
        heads = self.table.heads
        return {row + 1 for row, data in heads.items() if struct.unpack_from("<H", data, 12)[0] & HIDDEN_ROW}

    def style(self, row: int, column: int) -> int:
        """The format of a cell (from 0), of its row or its column where the file has no cell."""
        cell = self.table.rows.get(row, {}).get(column)
        if cell:
            return cell.xf
        head = self.table.heads.get(row)
        if head and struct.unpack_from("<H", head, 12)[0] & OWN_FORMAT:
            return int(struct.unpack_from("<H", head, 14)[0]) & 0xFFF
        return next((xf for first, last, xf, _ in self._columns if first <= column <= last), 15)

    def number_format(self, row: int, column: int) -> str:
        return self.book.formats.pattern(self.style(row - 1, column - 1))

    def text_cell(self, row: int, column: int) -> bool:
        return dates.shows_text(self.number_format(row, column))

    def cell(self, row: int, column: int) -> Value:
        found = self.table.rows.get(row - 1, {}).get(column - 1)
        return self._value(found) if found else None

    def _value(self, cell: Cell) -> Value:
        op, data = cell.op, cell.data
        if op == r.LABELSST:
            return self.book.shared(struct.unpack_from("<I", data)[0], sheet=self.name) or None
        if op == r.RK:
            return self._number(rk_number(data[:4]), cell.xf)
        if op == r.NUMBER:
            return self._number(struct.unpack_from("<d", data)[0], cell.xf)
        if op in (r.LABEL, r.RSTRING):
            return unicode_at(data, 0)[0] or None
        if op == r.BOOLERR:
            return ERRORS.get(data[0], "#N/A") if data[1] else bool(data[0])
        if op == r.FORMULA:
            return self._result(cell)
        return None

    def _result(self, cell: Cell) -> Value:
        data = cell.data
        if data[6:8] != b"\xff\xff":
            return self._number(struct.unpack_from("<d", data)[0], cell.xf)
        if data[0] == 0:
            text = next((record.data for record in cell.more if record.op == r.STRING), b"")
            return (unicode_at(text, 0)[0] if len(text) >= 3 else "") or None
        if data[0] == 1:
            return bool(data[2])
        return ERRORS.get(data[2], "#N/A") if data[0] == 2 else None

    def _number(self, number: float, xf: int) -> Value:
        if dates.shows_date(self.book.formats.pattern(xf)):
            day = dates.day_of(number, from_1904=self.book.from_1904)
            if day is not None:
                return day
        return int(number) if float(number).is_integer() and abs(number) < 1e15 else float(number)

    def own_tokens(self, row: int, column: int) -> bytes | None:
        """The formula of a cell (from 0) as it would stand there alone; None for a formula over an area, or none."""
        cell = self.table.rows.get(row, {}).get(column)
        if not cell or cell.op != r.FORMULA:
            return None
        data = cell.data
        rgce = data[16 : 16 + struct.unpack_from("<H", data, 14)[0]]
        if rgce[:1] != bytes([tokens.EXP]):
            return rgce
        shared = self.shared.get((row, column))
        return tokens.own_copy(shared, row, column) if shared is not None else None

    @cached_property
    def shared(self) -> dict[tuple[int, int], bytes]:
        """Cells (from 0) that share a formula → its tokens."""
        found: dict[tuple[int, int], bytes] = {}
        for row, cells in self.table.rows.items():
            for column, cell in cells.items():
                for op, data, _ in cell.more:
                    if op == r.SHRFMLA:
                        top, bottom, left, right = struct.unpack_from("<HHBB", data)
                        rgce = data[10 : 10 + struct.unpack_from("<H", data, 8)[0]]
                        for at_row in range(top, bottom + 1):
                            for at_column in range(left, right + 1):
                                if self._points_to(at_row, at_column, row, column):
                                    found[at_row, at_column] = rgce
        return found

    def _points_to(self, row: int, column: int, first_row: int, first_column: int) -> bool:
        cell = self.table.rows.get(row, {}).get(column)
        return (
            cell is not None
            and cell.op == r.FORMULA
            and cell.data[16:17] == bytes([tokens.EXP])
            and struct.unpack_from("<HH", cell.data, 17) == (first_row, first_column)
        )

    def formula(self, row: int, column: int) -> str | None:
        cell = self.table.rows.get(row - 1, {}).get(column - 1)
        if not cell or cell.op != r.FORMULA:
            return None
        rgce = self.own_tokens(row - 1, column - 1)
        if rgce is None:
            area = next((record.data for record in cell.more if record.op == r.ARRAY), b"")
            rgce = area[14 : 14 + struct.unpack_from("<H", area, 12)[0]] if len(area) > 14 else b""
        return "=" + self.book.formula_text(rgce)

    def items(self, row: int, column: int) -> tuple[str, ...]:
        for one in self.pulldowns:
            if any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in one.spans):
                return one.items
        return ()

    @cached_property
    def pulldowns(self) -> list["Pulldown"]:
        return [one for record in self._records if record.op == r.DV and (one := Pulldown.read(record.data, self))]

    @cached_property
    def _comments(self) -> dict[tuple[int, int], str]:
        return comments(self._records)

    def comment(self, row: int, column: int) -> str | None:
        return self._comments.get((row, column))

    @cached_property
    def _pictures(self) -> list[tuple[int, int]]:
        return pictures(self._records)

    def has_picture_near(self, first: int, last: int) -> bool:
        return any(top <= last and bottom >= first for top, bottom in self._pictures)


class Pulldown:
    """A validation whose items are a list."""

    LIST, IN_THE_RECORD = 3, 0x80

    def __init__(self, spans: list[Span], items: tuple[str, ...]) -> None:
        self.spans, self.items = spans, items

    @classmethod
    def read(cls, data: bytes, sheet: XlsSheet) -> "Pulldown | None":
        """The pull-down of a DV record; None when it is a validation of another kind."""
        flags = struct.unpack_from("<I", data)[0]
        if flags & 0xF != cls.LIST:
            return None
        first, _, spans = validation(data)
        if flags & cls.IN_THE_RECORD and first[:1] == bytes([tokens.STR]):
            text = unicode_at(first, 1, wide=False)[0]
            return cls(spans, tuple(item for part in text.replace("\0", ",").split(",") if (item := part.strip())))
        return cls(spans, sheet.book.items_of(first, sheet))


def validation(data: bytes) -> tuple[bytes, bytes, list[Span]]:
    """The two formulas of a DV record and where it holds, rows and columns from 1."""
    at = 4
    for _ in range(4):
        _, at = unicode_at(data, at)
    formulas = []
    for _ in range(2):
        size = struct.unpack_from("<H", data, at)[0]
        formulas.append(data[at + 4 : at + 4 + size])
        at += 4 + size
    spans = []
    for n in range(struct.unpack_from("<H", data, at)[0]):
        top, bottom, left, right = struct.unpack_from("<HHHH", data, at + 2 + 8 * n)
        spans.append((top + 1, left + 1, bottom + 1, right + 1))
    return formulas[0], formulas[1], spans
