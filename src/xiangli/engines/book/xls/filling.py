"""An .xls with values, yellow grounds and new rows: its stream put together again from old and new records."""

import struct
from collections.abc import Mapping
from copy import copy
from typing import TYPE_CHECKING

from xiangli.engines.book.asked import asked, insertions
from xiangli.engines.book.errors import BookError
from xiangli.engines.book.insertion import Insertion
from xiangli.engines.book.shapes import Change
from xiangli.engines.book.xls import compound, moving
from xiangli.engines.book.xls import records as r
from xiangli.engines.book.xls.checksum import checksum
from xiangli.engines.book.xls.formats import Formats
from xiangli.engines.book.xls.records import Record
from xiangli.engines.book.xls.rows import Writer, cell_records
from xiangli.engines.book.xls.text import NewTexts
from xiangli.engines.book.xls.tokens import Moving

if TYPE_CHECKING:
    from xiangli.engines.book.xls.book import XlsBook
    from xiangli.engines.book.xls.sheet import XlsSheet

MOST_ROWS, MOST_COLUMNS = 65_536, 256
SMALLEST = 4096
"""Programs of old expect the stream among the large ones."""
DEFCOLWIDTH = 0x55


def filled(book: "XlsBook", changes: Mapping[str, Change]) -> bytes:
    """The file's bytes. Raises BookError."""
    return Filling(book, changes).written()


class Filling:
    """One filling of one book."""

    def __init__(self, book: "XlsBook", changes: Mapping[str, Change]) -> None:
        self._book = book
        self._formats = Formats(book.globals)
        self._texts = NewTexts(book.texts.unique)
        self._labels = 0
        self._changes: dict[int, tuple[XlsSheet, Change, Insertion]] = {}
        for sheet, change, insertion in insertions(book, changes):
            if sheet.rows + insertion.total > MOST_ROWS:
                told = f"加行以后超出 .xls 最多 {MOST_ROWS:,} 行的范围，请向发表的人要 .xlsx。"
                raise BookError("value", told, name=book.name, sheet=sheet.name)
            self._changes[sheet.substream] = (sheet, change, insertion)
        moved = {sheet.number: insertion for sheet, _, insertion in self._changes.values() if insertion}
        self._moving = Moving(moved, book.links)

    def written(self) -> bytes:
        book = self._book
        sheets = {sheet.substream: sheet for sheet in book.all_sheets}
        streams: list[list[Record]] = []
        for number, substream in enumerate(book.substreams[1:], 1):
            sheet = sheets.get(number)
            if number in self._changes:
                substream = self._changed(*self._changes[number])
            elif sheet and self._moving.insertions:
                substream = self._followed(sheet)
            streams.append(substream)
        if self._changes:
            streams = [_reckoned_anew(stream) for stream in streams]
        stream = self._joined(self._globals(), streams)
        root = copy(book.root)
        root.children = [copy(one) for one in root.children]
        for one in root.children:
            if one.name.casefold() == "workbook":
                one.data = stream.ljust(SMALLEST, b"\0")
        return compound.written(root)

    def _changed(self, sheet: "XlsSheet", change: Change, insertion: Insertion) -> list[Record]:
        wanted = asked(
            change,
            merges=sheet.merges,
            insertion=insertion,
            rows=MOST_ROWS,
            columns=MOST_COLUMNS,
            name=self._book.name,
            sheet=sheet.name,
        )
        writer = Writer(sheet, formats=self._formats, texts=self._texts, moving=self._moving)
        rows, heads = writer.written(wanted)
        self._labels += writer.labels
        before, after = sheet.table.before, sheet.table.after
        if self._moving.insertions:
            before, after = (
                [moving.sheet_record(one, own=sheet.number, moving=self._moving) for one in part]
                for part in (before, after)
            )
        if insertion:
            before, after = (moving.merge_records(part, sheet.merges, insertion) for part in (before, after))
        indexed = any(one.op == r.INDEX for one in before)
        numbers = rows.keys() | heads.keys()
        columns = [column for cells in rows.values() for column in (min(cells, default=0), max(cells, default=0))]
        span = struct.pack(
            "<IIHHH",
            min(numbers, default=0),
            max(numbers, default=-1) + 1,
            min(columns, default=0),
            max(columns, default=-1) + 1,
            0,
        )
        before = [Record(r.DIMENSIONS, span) if one.op == r.DIMENSIONS else one for one in before]
        return before + cell_records(rows, heads, indexed=indexed) + after

    def _followed(self, sheet: "XlsSheet") -> list[Record]:
        """A sheet without changes of its own whose formulas point to rows that moved."""
        writer = Writer(sheet, formats=self._formats, texts=self._texts, moving=self._moving)
        table, out, depth = sheet.table, [], 0
        row = column = -1
        for record in self._book.substreams[sheet.substream]:
            depth += (record.op == r.BOF) - (record.op == r.EOF)
            if depth == 1 and record.op == r.FORMULA:
                row, column, _ = struct.unpack_from("<HHH", record.data)
                cell = writer.moved(table.rows[row][column], row, column)
                out.append(Record(r.FORMULA, record.data[:6] + cell.data, record.at))
            elif depth == 1 and record.op == r.ARRAY and row >= 0:
                cell = writer.moved(table.rows[row][column], row, column)
                out.append(next((one for one in cell.more if one.op == r.ARRAY), record))
            else:
                out.append(moving.sheet_record(record, own=sheet.number, moving=self._moving))
        return out

    def _globals(self) -> list[Record]:
        book, out = self._book, []
        old = book.globals
        last_format = max((n for n, one in enumerate(old) if one.op == r.XF), default=-1)
        last_text = _end_of_texts(old)
        pieces, starts = self._texts.pieces()
        fresh = [Record(r.CONTINUE, piece) for piece in pieces]
        counts = struct.pack("<II", book.texts.total + self._labels, book.texts.unique + len(self._texts))
        for n, record in enumerate(old):
            op, data, at = record
            if op == r.SST:
                record = Record(op, counts + data[8:], at)
            elif op == r.NAME and self._moving.insertions:
                record = moving.name_record(record, self._moving)
            elif op == r.XFCRC and len(data) >= 20 and self._formats.added:
                xfs = self._formats.all
                record = Record(op, data[:14] + struct.pack("<HI", len(xfs), checksum(b"".join(xfs))), at)
            elif op == r.RECALCID and self._changes:
                record = Record(op, data[:4] + bytes(4), at)
            elif op == r.EOF and last_text < 0 and fresh:
                out += [Record(r.SST, counts), *fresh]
            elif op == r.EXTSST:
                record = Record(op, self._finder_of_texts(data, out, len(fresh), starts), at)
            out.append(record)
            if n == last_format:
                out += self._formats.added
            if n == last_text:
                out += fresh
        return out

    def _finder_of_texts(self, data: bytes, out: list[Record], fresh: int, starts: list[tuple[int, int]]) -> bytes:
        """EXTSST: where every so many texts begin, by place in the stream and in the record."""
        every = max(8, struct.unpack_from("<H", data)[0])
        places, at = [], 0
        for record in out:
            places.append(at)
            at += 4 + len(record.data)
        first_text = next(n for n, one in enumerate(out) if one.op == r.SST)
        grown = places[first_text] - next(one.at for one in self._book.globals if one.op == r.SST)
        unique = self._book.texts.unique
        lines = [data[n : n + 8] for n in range(2, len(data) - 7, 8)][: -(-unique // every)]
        moved = [struct.pack("<I", struct.unpack_from("<I", line)[0] + grown) + line[4:] for line in lines]
        first_fresh = len(out) - fresh
        for number in range(len(moved) * every, unique + len(starts), every):
            if number < unique:
                break
            record, within = starts[number - unique]
            moved.append(struct.pack("<IHH", places[first_fresh + record] + 4 + within, 4 + within, 0))
        return data[:2] + b"".join(moved)

    def _joined(self, head: list[Record], streams: list[list[Record]]) -> bytes:
        """All records as bytes, with the places that name others put right."""
        at = sum(4 + len(one.data) for one in head)
        starts: dict[int, int] = {}
        parts = []
        for old, new in zip(self._book.substreams[1:], streams, strict=True):
            starts[old[0].at] = at
            new = _indexed(new, at)
            parts.append(r.joined(new))
            at += len(parts[-1])
        bound = []
        for record in head:
            if record.op == r.BOUNDSHEET:
                place = struct.unpack_from("<I", record.data)[0]
                record = Record(record.op, struct.pack("<I", starts.get(place, place)) + record.data[4:])
            bound.append(record)
        return r.joined(bound) + b"".join(parts)


def _end_of_texts(records: list[Record]) -> int:
    """Number of the last record of the common list of texts; -1 when there is none."""
    end = next((n for n, one in enumerate(records) if one.op == r.SST), -1)
    while 0 <= end < len(records) - 1 and records[end + 1].op == r.CONTINUE:
        end += 1
    return end


def _reckoned_anew(stream: list[Record]) -> list[Record]:
    """Ask the program that opens the book to work out the formulas of a sheet that has some."""
    if not any(one.op == r.FORMULA for one in stream) or stream[1].op == r.UNCALCED:
        return stream
    return [stream[0], Record(r.UNCALCED, bytes(2)), *stream[1:]]


def _indexed(stream: list[Record], at: int) -> list[Record]:
    """A sheet's records with INDEX naming where its blocks end; ``at`` is where the sheet begins."""
    place = next((n for n, one in enumerate(stream) if one.op == r.INDEX), -1)
    if place < 0:
        return stream
    blocks = sum(one.op == r.DBCELL for one in stream)
    size = 16 + 4 * blocks
    ends, widths, rows = [], 0, []
    depth = 0
    for n, one in enumerate(stream):
        depth += (one.op == r.BOF) - (one.op == r.EOF)
        if depth == 1:
            if one.op == r.DBCELL:
                ends.append(at)
            elif one.op == DEFCOLWIDTH:
                widths = at
            elif one.op == r.ROW:
                rows.append(struct.unpack_from("<H", one.data)[0])
        at += 4 + (size if n == place else len(one.data))
    data = struct.pack("<IIII", 0, min(rows, default=0), max(rows, default=-1) + 1, widths)
    made = Record(r.INDEX, data + struct.pack(f"<{len(ends)}I", *ends))
    return [*stream[:place], made, *stream[place + 1 :]]
