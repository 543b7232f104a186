"""The Workbook stream cut into records, and records into substreams: the book's own, then one a sheet."""

import struct
from typing import NamedTuple

from xiangli.engines.book.errors import BookError

BOF, EOF, CONTINUE = 0x809, 0x0A, 0x3C
BOUNDSHEET, SST, EXTSST, XF, FORMAT, PALETTE, DATEMODE = 0x85, 0xFC, 0xFF, 0xE0, 0x41E, 0x92, 0x22
EXTERNSHEET, SUPBOOK, NAME, RECALCID, FILEPASS, CODEPAGE = 0x17, 0x1AE, 0x18, 0x1C1, 0x2F, 0x42
ROW, BLANK, MULBLANK, RK, MULRK, NUMBER, LABEL, LABELSST = 0x208, 0x201, 0xBE, 0x27E, 0xBD, 0x203, 0x204, 0xFD
RSTRING, BOOLERR, FORMULA, STRING, ARRAY, SHRFMLA, TABLE, DBCELL = 0xD6, 0x205, 0x06, 0x207, 0x221, 0x4BC, 0x236, 0xD7
DIMENSIONS, INDEX, COLINFO, PROTECT, MERGEDCELLS, DVAL, DV = 0x200, 0x20B, 0x7D, 0x12, 0xE5, 0x1B2, 0x1BE
CONDFMT, CF, NOTE, OBJ, TXO, MSODRAWING, WINDOW2, PANE, SELECTION = (
    0x1B0,
    0x1B1,
    0x1C,
    0x5D,
    0x1B6,
    0xEC,
    0x23E,
    0x41,
    0x1D,
)
HLINK, PAGEBREAKS, UNCALCED, XFCRC, XFEXT, CONDFMT12, CF12, BRAI = 0x1B8, 0x1B, 0x5E, 0x87C, 0x87D, 0x879, 0x87A, 0x1051
FEATHEADR, FEAT = 0x867, 0x868

CELLS = frozenset((BLANK, MULBLANK, RK, MULRK, NUMBER, LABEL, LABELSST, RSTRING, BOOLERR, FORMULA))
AFTER_FORMULA = frozenset((STRING, ARRAY, SHRFMLA, TABLE))
MOST_DATA = 8224
"""Bytes of one record; what is longer goes on in CONTINUE records."""


class Record(NamedTuple):
    """One record: its number, its data, and where it stood in the stream as it was sent."""

    op: int
    data: bytes
    at: int = -1


def cut(stream: bytes, *, name: str) -> list[list[Record]]:
    """Substreams in their order, each from BOF to EOF; embedded charts stay inside their sheet. Raises BookError."""
    substreams: list[list[Record]] = []
    current: list[Record] = []
    depth, at, end = 0, 0, len(stream)
    head = struct.Struct("<HH")
    while at + 4 <= end:
        op, size = head.unpack_from(stream, at)
        if depth == 0 and op != BOF:
            break
        if at + 4 + size > end:
            raise BookError("cut", "文件不完整，内容在半中间断了，请重新发一份。", name=name)
        current.append(Record(op, stream[at + 4 : at + 4 + size], at))
        at += 4 + size
        if op == BOF:
            depth += 1
        elif op == EOF:
            depth -= 1
            if depth == 0:
                substreams.append(current)
                current = []
    if depth or not substreams:
        raise BookError("cut", "文件不完整，内容在半中间断了，请重新发一份。", name=name)
    return substreams


def joined(records: list[Record]) -> bytes:
    """Records as bytes."""
    return b"".join(struct.pack("<HH", op, len(data)) + data for op, data, _ in records)
