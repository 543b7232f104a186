"""Formulas as the records hold them: tokens in reverse order ([MS-XLS] 2.5.198). Walked, moved, carried, parted."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from xiangli.engines.book.insertion import Insertion

EXP, TBL, STR, ATTR = 0x01, 0x02, 0x17, 0x19
REF, AREA, REFN, AREAN, REF3D, AREA3D, NAME_TOKEN = 0x24, 0x25, 0x2C, 0x2D, 0x3A, 0x3B, 0x23
_SIZES = {
    0x01: 4, 0x02: 4, 0x18: 5, 0x1C: 1, 0x1D: 1, 0x1E: 2, 0x1F: 8, 0x20: 7, 0x21: 2, 0x22: 3, 0x23: 4, 0x24: 4,
    0x25: 8, 0x26: 6, 0x27: 6, 0x28: 6, 0x29: 2, 0x2A: 4, 0x2B: 8, 0x2C: 4, 0x2D: 8, 0x39: 6, 0x3A: 6, 0x3B: 10,
    0x3C: 6, 0x3D: 10,
}  # fmt: skip
RELATIVE_ROW, RELATIVE_COLUMN = 0x8000, 0x4000
LAST_ROW = 0xFFFF


def walk(tokens: bytes) -> Iterator[tuple[int, int]]:
    """(place, token without its class) for each token; stops at one that is not known."""
    at, end = 0, len(tokens)
    while at < end:
        raw = tokens[at]
        token = raw if raw < 0x20 else (raw & 0x1F) | 0x20
        yield at, token
        if token == STR and at + 2 < end:
            at += 3 + tokens[at + 1] * (2 if tokens[at + 2] & 1 else 1)
        elif token == ATTR and at + 3 < end:
            choices = struct.unpack_from("<H", tokens, at + 2)[0] + 1 if tokens[at + 1] & 4 else 0
            at += 4 + 2 * choices
        elif 0x03 <= token <= 0x16:
            at += 1
        elif token in _SIZES:
            at += 1 + _SIZES[token]
        else:
            return


@dataclass(frozen=True)
class Moving:
    """Rows put into some sheets, by number; ``links`` says which sheets a reference to another sheet means."""

    insertions: dict[int, Insertion]
    links: list[tuple[int, int] | None]

    def of_link(self, number: int) -> Insertion | None:
        """The rows put into the one sheet that a link names."""
        if not 0 <= number < len(self.links):
            return None
        sheets = self.links[number]
        return self.insertions.get(sheets[0]) if sheets and sheets[0] == sheets[1] else None


def moved(tokens: bytes, *, own: int, moving: Moving, row: int | None = None) -> bytes:
    """The formula after rows were put in; ``own`` is the number of its sheet, ``row`` its row from 0 if it has one."""
    out: bytearray | None = None
    for at, token in walk(tokens):
        if token in (REF, AREA, REFN, AREAN):
            insertion, place = moving.insertions.get(own), at + 1
        elif token in (REF3D, AREA3D):
            insertion, place = moving.of_link(struct.unpack_from("<H", tokens, at + 1)[0]), at + 3
        else:
            continue
        if not insertion:
            continue
        out = out if out is not None else bytearray(tokens)
        if token in (REF, REF3D):
            top = struct.unpack_from("<H", tokens, place)[0]
            struct.pack_into("<H", out, place, shifted(top, insertion))
        elif token in (AREA, AREA3D):
            top, bottom, _, last = struct.unpack_from("<HHHH", tokens, place)
            here = row if token == AREA else None
            running = here is not None and top <= here <= bottom and bool(last & RELATIVE_ROW)
            struct.pack_into("<HH", out, place, *span(top, bottom, insertion, grow=not running))
        elif token == REFN:
            top, column = struct.unpack_from("<HH", tokens, place)
            if not column & RELATIVE_ROW:
                struct.pack_into("<H", out, place, shifted(top, insertion))
        elif token == AREAN:
            top, bottom, first, last = struct.unpack_from("<HHHH", tokens, place)
            if not (first | last) & RELATIVE_ROW:
                struct.pack_into("<HH", out, place, *span(top, bottom, insertion))
    return bytes(out) if out is not None else tokens


def shifted(row: int, insertion: Insertion) -> int:
    """The new number of a row from 0."""
    return min(insertion.row(row + 1) - 1, LAST_ROW)


def span(top: int, bottom: int, insertion: Insertion, *, grow: bool = True) -> tuple[int, int]:
    """New first and last row of an area; a whole column stays whole."""
    if bottom >= LAST_ROW:
        return (top if top == 0 else shifted(top, insertion)), bottom
    return shifted(top, insertion), min(insertion.last(bottom + 1, grow=grow) - 1, LAST_ROW)


def carried(tokens: bytes, rows: int) -> bytes:
    """The formula copied ``rows`` down: what is relative goes along."""
    out = bytearray(tokens)
    for at, token in walk(tokens):
        if token in (REF, REF3D):
            place = at + (1 if token == REF else 3)
            top, column = struct.unpack_from("<HH", tokens, place)
            if column & RELATIVE_ROW:
                struct.pack_into("<H", out, place, (top + rows) & LAST_ROW)
        elif token in (AREA, AREA3D):
            place = at + (1 if token == AREA else 3)
            top, bottom, first, last = struct.unpack_from("<HHHH", tokens, place)
            if first & RELATIVE_ROW:
                struct.pack_into("<H", out, place, (top + rows) & LAST_ROW)
            if last & RELATIVE_ROW:
                struct.pack_into("<H", out, place + 2, (bottom + rows) & LAST_ROW)
    return bytes(out)


def own_copy(tokens: bytes, row: int, column: int) -> bytes:
    """A shared formula as the cell at (row, column) would write it: offsets become places."""
    out = bytearray(tokens)

    def corner(place: int, column_at: int) -> None:
        at_row, at_column = struct.unpack_from("<H", tokens, place)[0], struct.unpack_from("<H", tokens, column_at)[0]
        if at_column & RELATIVE_ROW:
            struct.pack_into("<H", out, place, (row + at_row) & LAST_ROW)
        if at_column & RELATIVE_COLUMN:
            step = at_column & 0xFF
            struct.pack_into("<H", out, column_at, (at_column & 0xC000) | ((column + step) & 0xFF))

    for at, token in walk(tokens):
        if token == REFN:
            out[at] -= REFN - REF
            corner(at + 1, at + 3)
        elif token == AREAN:
            out[at] -= AREAN - AREA
            corner(at + 1, at + 5)
            corner(at + 3, at + 7)
    return bytes(out)
