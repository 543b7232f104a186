"""The rows of one sheet's markup, found by offset and read when asked for."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from xiangli.engines.book.a1 import MOST_COLUMNS, MOST_ROWS, address, number
from xiangli.engines.book.errors import BookError
from xiangli.engines.book.xlsx.markup import Tags, prefix_of, tags

_REF = re.compile(rb"(?<![\w:.-])r\s*=\s*[\"']([A-Za-z]+)(\d+)[\"']")
_ROW = re.compile(rb"(?<![\w:.-])r\s*=\s*[\"'](\d+)[\"']")
_STYLE = re.compile(rb"(?<![\w:.-])s\s*=\s*[\"'](\d+)[\"']")
_TYPE = re.compile(rb"(?<![\w:.-])t\s*=\s*[\"'](\w+)[\"']")
KEPT_CELLS = 1_500_000
"""Cells kept in memory after reading; more are read again when asked for again."""


class Cell(NamedTuple):
    """One cell's markup, cut up: number of its format, its type, what stands inside, and where the whole stands."""

    style: int
    kind: bytes
    body: bytes
    start: int
    end: int


class Grid:
    """The sheet's markup in three pieces, before, in and after its rows."""

    def __init__(self, data: bytes, *, name: str, sheet: str) -> None:
        self.data, self.name, self.sheet = data, name, sheet
        self.tags: Tags = tags(prefix_of(data))
        opened = self.tags.data.search(data)
        if opened is None:
            self.start = self.end = -1
        elif data[opened.end() - 2 : opened.end()] == b"/>":
            self.start = self.end = opened.end()
        else:
            self.start = opened.end()
            self.end = data.rfind(b"</%ssheetData>" % self.tags.prefix)
        self._index: dict[int, tuple[int, int]] | None = None
        self._columns = 0
        self._cells: dict[int, dict[int, Cell]] = {}
        self._kept = 0

    @property
    def index(self) -> dict[int, tuple[int, int]]:
        """Row number → where its markup begins and ends, in the order of the file."""
        if self._index is None:
            self._index = dict(self._found())
        return self._index

    def _found(self) -> Iterator[tuple[int, tuple[int, int]]]:
        if self.start < 0:
            return
        last, widest, before = 0, 0, b"<%sc " % self.tags.prefix
        for found in self.tags.row.finditer(self.data, self.start, self.end):
            given = _ROW.search(found[1])
            last = int(given[1]) if given else last + 1
            if last > MOST_ROWS or last < 1:
                raise BookError("format", f"行号 {last} 超出表格的范围。", name=self.name, sheet=self.sheet)
            if found.end(2) > 0:
                at = self.data.rfind(before, found.start(2), found.end(2))
                ref = _REF.search(self.data, at, at + 80) if at >= 0 else None
                widest = max(widest, number(ref[1].decode()) if ref else len(self.tags.cell.findall(found[2])))
            yield last, (found.start(), found.end())
        if widest > MOST_COLUMNS:
            raise BookError("format", f"列号 {widest} 超出表格的范围。", name=self.name, sheet=self.sheet)
        self._columns = widest

    @property
    def rows(self) -> int:
        return max(self.index, default=0)

    @property
    def columns(self) -> int:
        return self._columns if self.index else 0

    def head(self, row: int) -> bytes:
        """The attributes of a row's start tag."""
        span = self.index.get(row)
        found = self.tags.row.match(self.data, *span) if span else None
        return found[1] if found else b""

    def raw(self, row: int) -> bytes:
        """A row's whole markup."""
        span = self.index.get(row)
        return self.data[span[0] : span[1]] if span else b""

    def whole(self, cell: Cell, row: int, column: int) -> bytes:
        """A cell's markup as it stands; where its writer left its place out, with it."""
        raw = self.data[cell.start : cell.end]
        if _REF.search(raw, 0, raw.index(b">")):
            return raw
        start = len(self.tags.prefix) + 2
        return b'%s r="%s"%s' % (raw[:start], address(row, column).encode(), raw[start:])

    def cells(self, row: int) -> dict[int, Cell]:
        """A row's cells by column, in the order of the file."""
        kept = self._cells.get(row)
        if kept is not None:
            return kept
        span = self.index.get(row)
        found = self.tags.row.match(self.data, *span) if span else None
        cells = self._cut(*found.span(2)) if found and found[2] else {}
        self._kept += len(cells)
        if self._kept > KEPT_CELLS:
            self._cells.clear()
            self._kept = len(cells)
        self._cells[row] = cells
        return cells

    def _cut(self, start: int, end: int) -> dict[int, Cell]:
        """Cells between two places. Mostly their marks stand in one order and nothing stands between them."""
        cells: dict[int, Cell] = {}
        at = start
        for found in self.tags.usual_cell.finditer(self.data, start, end):
            if found.start() != at:
                break
            at = found.end()
            letters, style, kind, body = found.groups()
            cells[number(letters.decode())] = Cell(int(style or 0), kind or b"n", body or b"", found.start(), at)
        if at == end:
            return cells
        cells, last = {}, 0
        for found in self.tags.cell.finditer(self.data, start, end):
            marks = found[1]
            ref, one_style, one_kind = _REF.search(marks), _STYLE.search(marks), _TYPE.search(marks)
            last = number(ref[1].decode()) if ref else last + 1
            cells[last] = Cell(
                int(one_style[1]) if one_style else 0,
                one_kind[1] if one_kind else b"n",
                found[2] or b"",
                found.start(),
                found.end(),
            )
        return cells
