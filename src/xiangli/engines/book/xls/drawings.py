"""Comments and pictures of an .xls sheet: drawn objects tied to rows by anchors ([MS-ODRAW], [MS-XLS] 2.4.168)."""

import struct
from collections.abc import Iterable, Iterator

from xiangli.engines.book.insertion import Insertion
from xiangli.engines.book.xls import records as r
from xiangli.engines.book.xls.records import Record
from xiangli.engines.book.xls.text import characters

CLIENT_ANCHOR, CONTAINER = 0xF010, 0xF
PICTURE_OBJECT, FIXED = 8, 2


def anchors(data: bytes) -> Iterator[int]:
    """Places of the anchors' data within one drawing record."""
    at = 0
    while at + 8 <= len(data):
        version, kind, size = struct.unpack_from("<HHI", data, at)
        if kind == CLIENT_ANCHOR and size >= 18 and at + 26 <= len(data):
            yield at + 8
        at += 8 if version & 0xF == CONTAINER else 8 + size


def anchors_moved(data: bytes, insertion: Insertion) -> bytes:
    """A drawing record whose objects go along with their rows, unless they are fixed to the page."""
    out = bytearray(data)
    for at in anchors(data):
        flags, _, _, top, _, _, _, bottom = struct.unpack_from("<8H", data, at)
        if flags & 3 >= FIXED + 1:
            continue
        new_top = insertion.row(top + 1) - 1
        new_bottom = bottom + new_top - top if flags & 3 == FIXED else insertion.row(bottom + 1) - 1
        struct.pack_into("<H", out, at + 6, min(new_top, 0xFFFF))
        struct.pack_into("<H", out, at + 14, min(new_bottom, 0xFFFF))
    return bytes(out)


def _objects(records: Iterable[Record]) -> Iterator[tuple[int, int, tuple[int, int] | None]]:
    """(kind, id, first and last row from 0) of each drawn object."""
    rows: tuple[int, int] | None = None
    for op, data, _ in records:
        if op == r.MSODRAWING:
            for at in anchors(data):
                rows = (struct.unpack_from("<H", data, at + 6)[0], struct.unpack_from("<H", data, at + 14)[0])
        elif op == r.OBJ and len(data) >= 8:
            kind, number = struct.unpack_from("<HH", data, 4)
            yield kind, number, rows


def pictures(records: Iterable[Record]) -> list[tuple[int, int]]:
    """First and last row, from 1, under each picture."""
    return [(rows[0] + 1, rows[1] + 1) for kind, _, rows in _objects(records) if kind == PICTURE_OBJECT and rows]


def comments(records: list[Record]) -> dict[tuple[int, int], str]:
    """Comments by row and column, from 1."""
    texts: dict[int, str] = {}
    owner = -1
    for n, (op, data, _) in enumerate(records):
        if op == r.OBJ and len(data) >= 8:
            owner = struct.unpack_from("<H", data, 6)[0]
        elif op == r.TXO and len(data) >= 12 and owner >= 0:
            size, text, step = struct.unpack_from("<H", data, 10)[0], "", n + 1
            while len(text) < size and step < len(records) and records[step].op == r.CONTINUE and records[step].data:
                piece = records[step].data
                double = bool(piece[0] & 1)
                taken = min(size - len(text), (len(piece) - 1) // (2 if double else 1))
                text += characters(piece, 1, taken, double=double)[0]
                step += 1
            texts[owner] = text
    found = {}
    for op, data, _ in records:
        if op == r.NOTE and len(data) >= 8:
            row, column, _, number = struct.unpack_from("<HHHH", data)
            if number in texts:
                found[row + 1, column + 1] = texts[number].replace("\r", "\n")
    return found
