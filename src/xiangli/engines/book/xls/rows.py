"""The cells of one sheet written anew: values, yellow formats, rows put in, formulas moved and carried down."""

import struct
from typing import TYPE_CHECKING

from xiangli.engines.book import values
from xiangli.engines.book.asked import Asked, Keep
from xiangli.engines.book.insertion import Insertion
from xiangli.engines.book.shapes import Value
from xiangli.engines.book.xls import records as r
from xiangli.engines.book.xls import tokens
from xiangli.engines.book.xls.cells import Cell, Rows
from xiangli.engines.book.xls.formats import Formats
from xiangli.engines.book.xls.records import Record
from xiangli.engines.book.xls.text import NewTexts
from xiangli.engines.book.xls.tokens import Moving

if TYPE_CHECKING:
    from xiangli.engines.book.xls.sheet import XlsSheet

BLOCK = 32
SHARED_FLAG = 0x0008
PLAIN_ROW = struct.pack("<HHHHHHHH", 0, 0, 0, 255, 0, 0, 0x100, 15)


class Writer:
    """Writes the cells of one sheet."""

    def __init__(self, sheet: "XlsSheet", *, formats: Formats, texts: NewTexts, moving: Moving) -> None:
        self._sheet, self._table, self._formats, self._texts, self._moving = sheet, sheet.table, formats, texts, moving
        self._insertion = moving.insertions.get(sheet.number) or Insertion()
        self.labels = 0
        """How many cells were written that name a text of the common list."""

    def written(self, asked: Asked) -> tuple[Rows, dict[int, bytes]]:
        """Cells and ROW records by new row, from 0."""
        insertion, table = self._insertion, self._table
        rows: Rows = {}
        heads = {insertion.row(row + 1) - 1: data for row, data in table.heads.items()}
        for row, cells in table.rows.items():
            new = insertion.row(row + 1) - 1
            rows[new] = (
                {column: self.moved(cell, row, column) for column, cell in cells.items()}
                if self._moving.insertions
                else dict(cells)
            )
        for before, count in insertion.pairs:
            end = insertion.row(before) - 1
            for step in range(1, count + 1):
                new = end - count + step - 1
                rows[new] = self._carried(before - 2, step)
                if before - 2 in table.heads:
                    heads[new] = self._head(table.heads[before - 2])
        for row, wanted in asked.items():
            made = rows.setdefault(row - 1, {})
            for column, (value, yellow) in wanted.items():
                made[column - 1] = self._cell(made.get(column - 1), row - 1, column - 1, value, yellow)
        return rows, heads

    @staticmethod
    def _head(data: bytes) -> bytes:
        """A row's height and format for the row put in below it; a hidden one is not hidden again."""
        flags = struct.unpack_from("<H", data, 12)[0] & ~0x30
        return data[:12] + struct.pack("<H", flags) + data[14:]

    def moved(self, cell: Cell, row: int, column: int) -> Cell:
        """A cell (its old place) with its formula moved."""
        if cell.op != r.FORMULA:
            return cell
        data = cell.data
        size = struct.unpack_from("<H", data, 14)[0]
        rgce, rest, own = data[16 : 16 + size], data[16 + size :], self._sheet.number
        if rgce[:1] in (bytes([tokens.EXP]), bytes([tokens.TBL])):
            if not self._insertion:
                return cell._replace(more=tuple(self._area(one) for one in cell.more))
            alone = self._sheet.own_tokens(row, column)
            if alone is None:  # a formula over an area: its cells name the first one
                top, left = struct.unpack_from("<HH", rgce, 1)
                rgce = rgce[:1] + struct.pack("<HH", tokens.shifted(top, self._insertion), left) + rgce[5:]
                return cell._replace(data=data[:16] + rgce + rest, more=tuple(self._area(one) for one in cell.more))
            flags = struct.unpack_from("<H", data, 8)[0] & ~SHARED_FLAG
            rgce, rest = tokens.moved(alone, own=own, moving=self._moving, row=row), b""
            more = tuple(one for one in cell.more if one.op != r.SHRFMLA)
            return cell._replace(data=data[:8] + struct.pack("<HIH", flags, 0, len(rgce)) + rgce + rest, more=more)
        return cell._replace(data=data[:16] + tokens.moved(rgce, own=own, moving=self._moving, row=row) + rest)

    def _area(self, record: Record) -> Record:
        """The record of a formula over an area, or of a table of results, moved."""
        op, data, at = record
        if op == r.ARRAY and len(data) > 14:
            size = struct.unpack_from("<H", data, 12)[0]
            rgce = tokens.moved(data[14 : 14 + size], own=self._sheet.number, moving=self._moving)
            data = data[:14] + rgce + data[14 + size :]
        if op in (r.ARRAY, r.TABLE) and self._insertion:
            top, bottom = struct.unpack_from("<HH", data)
            data = struct.pack("<HH", *tokens.span(top, bottom, self._insertion, grow=False)) + data[4:]
        return Record(op, data, at)

    def _carried(self, above: int, step: int) -> dict[int, Cell]:
        """The cells of a row put in: formats and formulas of the row above."""
        made: dict[int, Cell] = {}
        for column, cell in self._table.rows.get(above, {}).items():
            alone = self._sheet.own_tokens(above, column)
            if alone is None:
                made[column] = Cell(r.BLANK, cell.xf, b"")
                continue
            rgce = tokens.carried(tokens.moved(alone, own=self._sheet.number, moving=self._moving, row=above), step)
            shared = cell.data[16:17] == bytes([tokens.EXP])
            rest = b"" if shared else cell.data[16 + len(alone) :]
            made[column] = Cell(r.FORMULA, cell.xf, bytes(8) + struct.pack("<HIH", 1, 0, len(rgce)) + rgce + rest)
        return made

    def _cell(self, old: Cell | None, row: int, column: int, value: Value | Keep, yellow: bool) -> Cell:
        xf = old.xf if old else self._sheet.style(self._old_row(row), column)
        if old and (isinstance(value, Keep) or old.op == r.FORMULA):
            return old._replace(xf=self._formats.like(xf, yellow=yellow, quoted=False))
        asked = None if isinstance(value, Keep) else value
        stored = values.to_write(asked, pattern=self._formats.pattern(xf), from_1904=self._sheet.book.from_1904)
        quoted = isinstance(stored, str) and values.looks_like_formula(stored)
        xf = self._formats.like(xf, yellow=yellow, quoted=quoted)
        if stored is None:
            return Cell(r.BLANK, xf, b"")
        if isinstance(stored, bool):
            return Cell(r.BOOLERR, xf, bytes((stored, 0)))
        if isinstance(stored, str):
            self.labels += 1
            return Cell(r.LABELSST, xf, struct.pack("<I", self._texts.number(values.writable(stored))))
        if isinstance(stored, int) and -(1 << 29) <= stored < 1 << 29:
            return Cell(r.RK, xf, struct.pack("<i", stored << 2 | 2))
        return Cell(r.NUMBER, xf, struct.pack("<d", stored))

    def _old_row(self, new: int) -> int:
        """Where a new row was, or the row it is like."""
        shift = 0
        for before, count in self._insertion.pairs:
            if new + 1 < before + shift:
                break
            if new + 1 < before + shift + count:
                return before - 2
            shift += count
        return new - shift


def cell_records(rows: Rows, heads: dict[int, bytes], *, indexed: bool) -> list[Record]:
    """ROW and cell records in blocks of 32 rows; with ``indexed`` each block ends in the record that finds its rows."""
    out: list[Record] = []
    numbers = sorted(rows.keys() | heads.keys())
    for block in _blocks(numbers):
        first: list[Record] = []
        cells: list[list[Record]] = []
        for row in block:
            own = rows.get(row, {})
            head = heads.get(row, PLAIN_ROW)
            left, right = (min(own), max(own) + 1) if own else (0, 0)
            first.append(Record(r.ROW, struct.pack("<HHH", row, left, right) + head[6:]))
            cells.append(_row(row, own))
        out += first
        for one in cells:
            out += one
        if indexed:
            out.append(_finder(first, cells))
    return out


def _blocks(numbers: list[int]) -> list[list[int]]:
    blocks: dict[int, list[int]] = {}
    for number in numbers:
        blocks.setdefault(number // BLOCK, []).append(number)
    return list(blocks.values())


def _row(row: int, cells: dict[int, Cell]) -> list[Record]:
    out: list[Record] = []
    blanks: list[int] = []
    start = 0

    def flush() -> None:
        if len(blanks) == 1:
            out.append(Record(r.BLANK, struct.pack("<HHH", row, start, blanks[0])))
        elif blanks:
            formats = struct.pack(f"<{len(blanks)}H", *blanks)
            out.append(
                Record(
                    r.MULBLANK, struct.pack("<HH", row, start) + formats + struct.pack("<H", start + len(blanks) - 1)
                )
            )
        blanks.clear()

    for column in sorted(cells):
        cell = cells[column]
        if cell.op == r.BLANK:
            if blanks and column != start + len(blanks):
                flush()
            if not blanks:
                start = column
            blanks.append(cell.xf)
            continue
        flush()
        out.append(Record(cell.op, struct.pack("<HHH", row, column, cell.xf) + cell.data))
        out += cell.more
    flush()
    return out


def _finder(heads: list[Record], cells: list[list[Record]]) -> Record:
    """DBCELL: how far back the block's first ROW is, and from row to row the way to the first cell."""
    sizes = [sum(4 + len(one.data) for one in row) for row in cells]
    whole_heads = sum(4 + len(one.data) for one in heads)
    steps, at = [], whole_heads - 4 - len(heads[0].data)
    for size in sizes:
        if size:
            steps.append(at & 0xFFFF)
            at = size
        elif steps:
            at += size
    return Record(r.DBCELL, struct.pack("<I", whole_heads + sum(sizes)) + struct.pack(f"<{len(steps)}H", *steps))
