"""The compound file around the records: a small file system of storages and streams ([MS-CFB]), read and written."""

import io
import struct
import uuid
from dataclasses import dataclass, field

import olefile

from xiangli.engines.book.errors import BookError

SECTOR, SMALL_SECTOR, SMALL = 512, 64, 4096
FREE, END, FAT_MARK, DIFAT_MARK, NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC, 0xFFFFFFFF
STORAGE, STREAM, ROOT = 1, 2, 5
MOST_ENTRIES = 10_000


@dataclass
class Entry:
    """A stream with its data, or a storage with its entries."""

    name: str
    kind: int
    data: bytes = b""
    clsid: bytes = bytes(16)
    state: int = 0
    times: bytes = bytes(16)
    children: list["Entry"] = field(default_factory=list)

    def find(self, name: str) -> "Entry | None":
        """A child by name, capitals or not."""
        return next((one for one in self.children if one.name.casefold() == name.casefold()), None)


def read(data: bytes, *, name: str) -> Entry:
    """The root storage with everything in it. Raises BookError."""
    try:
        with olefile.OleFileIO(io.BytesIO(data), raise_defects=olefile.DEFECT_INCORRECT) as ole:
            if len(ole.direntries) > MOST_ENTRIES:
                raise BookError("too_large", "内部结构太大，没有打开。", name=name)
            return _entry(ole, ole.root, len(data), 0)
    except BookError:
        raise
    except (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, struct.error, RecursionError):
        raise BookError("cut", "文件不完整或已损坏，请重新发一份。", name=name) from None


def _entry(ole: olefile.OleFileIO, found: olefile.olefile.OleDirectoryEntry, most: int, depth: int) -> Entry:
    if depth > 30 or (found.entry_type == STREAM and found.size > most):
        raise ValueError("not a tree of storages as large as the file")
    made = Entry(
        found.name,
        found.entry_type,
        clsid=uuid.UUID(found.clsid).bytes_le if found.clsid else bytes(16),
        state=found.dwUserFlags,
        times=struct.pack("<QQ", found.createTime, found.modifyTime),
    )
    if found.entry_type == STREAM:
        made.data = ole._open(found.isectStart, found.size).read()
        if len(made.data) < found.size:
            raise ValueError("a stream ends early")
    else:
        made.children = [_entry(ole, one, most, depth + 1) for one in found.kids]
    return made


def written(root: Entry) -> bytes:
    """The compound file of a root storage, with sectors of 512 bytes."""
    entries: list[Entry] = [root]
    lines: list[list[int]] = [[NONE, NONE, NONE]]  # left, right, child

    def place(storage: Entry, number: int) -> None:
        kids = sorted(storage.children, key=lambda one: (len(_name(one)), one.name.upper()))
        first = len(entries)
        entries.extend(kids)
        lines.extend([NONE, NONE, NONE] for _ in kids)
        lines[number][2] = _balanced(lines, first, first + len(kids))
        for step, kid in enumerate(kids):
            if kid.kind == STORAGE:
                place(kid, first + step)

    place(root, 0)
    small = bytearray()
    small_fat: list[int] = []
    body = bytearray()
    fat: list[int] = []
    starts: list[tuple[int, int]] = []
    for one in entries:
        if one.kind != STREAM or not one.data:
            starts.append((END if one.kind == STREAM else 0, 0))
        elif len(one.data) < SMALL:
            starts.append((len(small_fat), len(one.data)))
            small += one.data + bytes(-len(one.data) % SMALL_SECTOR)
            _chain(small_fat, len(small) // SMALL_SECTOR)
        else:
            starts.append((len(fat), len(one.data)))
            _append(body, fat, one.data)
    if small:
        starts[0] = (len(fat), len(small))
        _append(body, fat, bytes(small))
    else:
        starts[0] = (END, 0)
    directory_at = len(fat)
    _append(body, fat, _directory(entries, lines, starts))
    small_at, small_count = END, 0
    if small_fat:
        small_at = len(fat)
        table = struct.pack(f"<{len(small_fat)}I", *small_fat)
        table += b"\xff" * (-len(table) % SECTOR)
        small_count = len(table) // SECTOR
        _append(body, fat, table)
    return _head_and_fat(body, fat, directory_at, small_at, small_count)


def _name(one: Entry) -> bytes:
    return one.name.encode("utf-16-le")[:62]


def _balanced(lines: list[list[int]], first: int, end: int) -> int:
    """A search tree over directory lines that stand in order; its root's number."""
    if first >= end:
        return NONE
    middle = (first + end) // 2
    lines[middle][0] = _balanced(lines, first, middle)
    lines[middle][1] = _balanced(lines, middle + 1, end)
    return middle


def _chain(fat: list[int], end: int) -> None:
    first = len(fat)
    fat.extend(range(first + 1, end + 1))
    fat[-1] = END


def _append(body: bytearray, fat: list[int], data: bytes) -> None:
    body += data + bytes(-len(data) % SECTOR)
    _chain(fat, len(body) // SECTOR)


def _directory(entries: list[Entry], lines: list[list[int]], starts: list[tuple[int, int]]) -> bytes:
    out = bytearray()
    for one, (left, right, child), (start, size) in zip(entries, lines, starts, strict=True):
        name = _name(one) + b"\0\0"
        out += name.ljust(64, b"\0") + struct.pack("<HBBIII", len(name), one.kind, 1, left, right, child)
        out += one.clsid + struct.pack("<I", one.state) + one.times + struct.pack("<IQ", start, size)
    empty = bytes(68) + struct.pack("<III", NONE, NONE, NONE) + bytes(48)
    while len(out) % SECTOR:
        out += empty
    return bytes(out)


def _head_and_fat(body: bytearray, fat: list[int], directory_at: int, small_at: int, small_count: int) -> bytes:
    sectors = len(fat)
    fats = difats = 0
    while True:
        whole = sectors + fats + difats
        need = -(-whole * 4 // SECTOR)
        need_difats = max(0, -(-(need - 109) // 127))
        if need <= fats and need_difats <= difats:
            break
        fats, difats = max(need, fats), max(need_difats, difats)
    places = list(range(sectors, sectors + fats))
    table = fat + [FAT_MARK] * fats + [DIFAT_MARK] * difats
    table += [FREE] * (fats * 128 - len(table))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack(
        "<IIIIIIIII", 0, fats, directory_at, 0, SMALL, small_at, small_count, sectors + fats if difats else END, difats
    )
    head += struct.pack("<109I", *(places[:109] + [FREE] * (109 - len(places[:109]))))
    out = head + bytes(body) + struct.pack(f"<{len(table)}I", *table)
    rest = places[109:]
    for n in range(difats):
        part = rest[n * 127 : (n + 1) * 127]
        following = sectors + fats + n + 1 if n + 1 < difats else END
        out += struct.pack("<128I", *(part + [FREE] * (127 - len(part)) + [following]))
    return out
