"""The cells of a sheet's records, row by row; rows and columns count from 0 here, as the records do."""

import struct
from collections.abc import Iterable
from typing import NamedTuple

from xiangli.engines.book.xls import records as r
from xiangli.engines.book.xls.records import Record

_PLACE = struct.Struct("<HHH")


class Cell(NamedTuple):
    """One cell: the number of its record, of its format, the data behind, and records that belong to its formula."""

    op: int
    xf: int
    data: bytes
    more: tuple[Record, ...] = ()


Rows = dict[int, dict[int, Cell]]


class Table:
    """Cells and ROW records of one sheet, and the records before and after them."""

    def __init__(self, substream: list[Record]) -> None:
        self.before: list[Record] = []
        self.after: list[Record] = []
        self.heads: dict[int, bytes] = {}
        self.rows: Rows = {}
        self._take(substream)

    def _take(self, substream: Iterable[Record]) -> None:
        depth, begun = 0, False
        row = column = -1
        for record in substream:
            op = record.op
            depth += (op == r.BOF) - (op == r.EOF)
            if depth == 1 and op in r.CELLS and len(record.data) >= 6:
                begun = True
                row, column = self._cell(record)
            elif depth == 1 and op == r.ROW and len(record.data) >= 16:
                begun = True
                self.heads[struct.unpack_from("<H", record.data)[0]] = record.data
            elif depth == 1 and op in r.AFTER_FORMULA and row >= 0:
                cell = self.rows[row][column]
                self.rows[row][column] = cell._replace(more=(*cell.more, record))
            elif depth == 1 and op == r.DBCELL:
                begun = True
            elif begun:
                self.after.append(record)
            else:
                self.before.append(record)
        if not begun:
            place = next((n for n, one in enumerate(self.before) if one.op in BEHIND_CELLS), len(self.before) - 1)
            self.before, self.after = self.before[:place], self.before[place:]

    def _cell(self, record: Record) -> tuple[int, int]:
        op, data, _ = record
        row, column, xf = _PLACE.unpack_from(data)
        cells = self.rows.setdefault(row, {})
        if op == r.MULBLANK:
            for n in range((len(data) - 6) // 2):
                cells[column + n] = Cell(r.BLANK, struct.unpack_from("<H", data, 4 + 2 * n)[0], b"")
        elif op == r.MULRK:
            for n in range((len(data) - 6) // 6):
                at = 4 + 6 * n
                cells[column + n] = Cell(r.RK, struct.unpack_from("<H", data, at)[0], data[at + 2 : at + 6])
        else:
            cells[column] = Cell(op, xf, data[6:])
        return row, column

    @property
    def last_row(self) -> int:
        return max(max(self.rows, default=-1), max(self.heads, default=-1))

    @property
    def last_column(self) -> int:
        return max((max(cells) for cells in self.rows.values() if cells), default=-1)


BEHIND_CELLS = frozenset((r.MSODRAWING, r.OBJ, r.NOTE, r.WINDOW2, r.MERGEDCELLS, r.DVAL, r.CONDFMT, r.EOF))


def rk_number(data: bytes) -> float:
    """A number packed into four bytes."""
    raw = struct.unpack("<I", data)[0]
    value: float
    if raw & 2:
        value = struct.unpack("<i", data)[0] >> 2
    else:
        value = struct.unpack("<d", b"\0\0\0\0" + struct.pack("<I", raw & 0xFFFFFFFC))[0]
    return value / 100 if raw & 1 else value
