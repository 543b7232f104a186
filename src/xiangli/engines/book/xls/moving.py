"""Records of a sheet, other than its cells, after rows were put in."""

import struct
from collections.abc import Iterable

from xiangli.engines.book.asked import merges_after
from xiangli.engines.book.insertion import Insertion
from xiangli.engines.book.shapes import Span
from xiangli.engines.book.xls import records as r
from xiangli.engines.book.xls import tokens
from xiangli.engines.book.xls.drawings import anchors_moved
from xiangli.engines.book.xls.records import Record
from xiangli.engines.book.xls.text import unicode_at
from xiangli.engines.book.xls.tokens import Moving

HLINK_TIP = 0x800
MERGES_A_RECORD = 1026
LINK_FORMULAS = (0x0E, 0x14)
"""Parts of a drawn control that name a cell: of a scroll bar, of a tick box."""


def sheet_record(record: Record, *, own: int, moving: Moving) -> Record:
    """One record of a sheet, moved; ``own`` is the sheet's number."""
    op, data, at = record
    insertion = moving.insertions.get(own)
    if op == r.DV:
        return Record(op, _validation(data, own, moving), at)
    if op == r.CF:
        return Record(op, _condition(data, own, moving), at)
    if op == r.BRAI and len(data) >= 8:
        size = struct.unpack_from("<H", data, 6)[0]
        return Record(op, data[:8] + tokens.moved(data[8 : 8 + size], own=own, moving=moving) + data[8 + size :], at)
    if op == r.OBJ:
        return Record(op, _links(data, own, moving), at)
    if not insertion:
        return record
    if op == r.CONDFMT:
        return Record(op, _refs(data, 12, 14, insertion, also=4), at)
    if op == r.CONDFMT12:
        return Record(op, _refs(_ref(data, 4, insertion), 24, 26, insertion, also=16), at)
    if op == r.FEAT and len(data) >= 27:
        return Record(op, _refs(data, 19, 27, insertion), at)
    if op == r.NOTE:
        return Record(
            op, struct.pack("<H", tokens.shifted(struct.unpack_from("<H", data)[0], insertion)) + data[2:], at
        )
    if op == r.HLINK:
        return Record(op, _ref(data, 0, insertion, grow=False), at)
    if op == HLINK_TIP:
        return Record(op, _ref(data, 2, insertion, grow=False), at)
    if op == r.PAGEBREAKS:
        return Record(op, _breaks(data, insertion), at)
    if op == r.MSODRAWING:
        return Record(op, anchors_moved(data, insertion), at)
    return record


def merge_records(records: list[Record], merges: Iterable[Span], insertion: Insertion) -> list[Record]:
    """The records with the merged areas moved, and those of the new rows added."""
    after = merges_after(merges, insertion)
    packed = [struct.pack("<HHHH", top - 1, bottom - 1, left - 1, right - 1) for top, left, bottom, right in after]
    made = [
        Record(r.MERGEDCELLS, struct.pack("<H", len(part)) + b"".join(part))
        for start in range(0, len(packed), MERGES_A_RECORD)
        for part in (packed[start : start + MERGES_A_RECORD],)
    ]
    out: list[Record] = []
    for record in records:
        if record.op == r.MERGEDCELLS:
            out += made
            made = []
        else:
            out.append(record)
    return out


def _ref(data: bytes, at: int, insertion: Insertion, *, grow: bool = True) -> bytes:
    top, bottom = struct.unpack_from("<HH", data, at)
    return data[:at] + struct.pack("<HH", *tokens.span(top, bottom, insertion, grow=grow)) + data[at + 4 :]


def _refs(data: bytes, count_at: int, refs_at: int, insertion: Insertion, *, also: int | None = None) -> bytes:
    """A counted list of areas, and the area around them all."""
    if also is not None:
        data = _ref(data, also, insertion)
    for n in range(struct.unpack_from("<H", data, count_at)[0]):
        at = refs_at + 8 * n
        if at + 8 <= len(data):
            data = _ref(data, at, insertion)
    return data


def _breaks(data: bytes, insertion: Insertion) -> bytes:
    out = bytearray(data)
    for n in range(struct.unpack_from("<H", data)[0]):
        at = 2 + 6 * n
        struct.pack_into("<H", out, at, tokens.shifted(struct.unpack_from("<H", data, at)[0], insertion))
    return bytes(out)


def _validation(data: bytes, own: int, moving: Moving) -> bytes:
    at = 4
    for _ in range(4):
        _, at = unicode_at(data, at)
    out = data[:at]
    for _ in range(2):
        size = struct.unpack_from("<H", data, at)[0]
        out += data[at : at + 4] + tokens.moved(data[at + 4 : at + 4 + size], own=own, moving=moving)
        at += 4 + size
    out += data[at:]
    insertion = moving.insertions.get(own)
    return _refs(out, at, at + 2, insertion) if insertion else out


def _condition(data: bytes, own: int, moving: Moving) -> bytes:
    first, second = struct.unpack_from("<HH", data, 2)
    start = len(data) - first - second
    if start < 6:
        return data
    one = tokens.moved(data[start : start + first], own=own, moving=moving)
    return data[:start] + one + tokens.moved(data[start + first :], own=own, moving=moving)


def _links(data: bytes, own: int, moving: Moving) -> bytes:
    at = 0
    while at + 4 <= len(data):
        kind, size = struct.unpack_from("<HH", data, at)
        if kind in LINK_FORMULAS and at + 12 <= len(data):
            cce = struct.unpack_from("<H", data, at + 6)[0] & 0x7FFF
            start = at + 12
            if start + cce <= len(data):
                data = (
                    data[:start] + tokens.moved(data[start : start + cce], own=own, moving=moving) + data[start + cce :]
                )
        at += 4 + size
    return data


def name_record(record: Record, moving: Moving) -> Record:
    """A defined name, print area or print title, moved."""
    op, data, at = record
    size, cce = data[3], struct.unpack_from("<H", data, 4)[0]
    start = 15 + size * (2 if data[14] & 1 else 1)
    own = struct.unpack_from("<H", data, 8)[0] - 1
    return Record(
        op, data[:start] + tokens.moved(data[start : start + cce], own=own, moving=moving) + data[start + cce :], at
    )
