"""Cell formats of an .xls: number formats read, yellow copies made."""

import struct
from collections.abc import Iterable

from xiangli.engines.book import dates
from xiangli.engines.book.xls import records as r
from xiangli.engines.book.xls.records import Record
from xiangli.engines.book.xls.text import unicode_at

YELLOW, YELLOW_FIXED, GROUND = 13, 5, 65
"""Yellow in the palette, yellow that no palette changes, and the colour behind a pattern as the system has it."""
MOST_FORMATS = 4_000
PREFIXED, GROUND_USED = 0x08, 0x40


class Formats:
    """The XF records of a book, by number."""

    def __init__(self, globals_: Iterable[Record]) -> None:
        patterns: dict[int, str] = {}
        self._xfs: list[bytes] = []
        self._yellow = YELLOW
        for op, data, _ in globals_:
            if op == r.FORMAT:
                patterns[struct.unpack_from("<H", data)[0]] = unicode_at(data, 2)[0]
            elif op == r.XF:
                self._xfs.append(data)
            elif op == r.PALETTE and data[2 + 4 * (YELLOW - 8) :][:3] not in (b"", b"\xff\xff\x00"):
                self._yellow = YELLOW_FIXED
        self._known = len(self._xfs)
        self._patterns = [
            patterns.get(number) or dates.BUILT_IN.get(number, "General")
            for number in (struct.unpack_from("<H", data, 2)[0] for data in self._xfs)
        ]
        self._made: dict[tuple[int, bool, bool], int] = {}

    def pattern(self, xf: int) -> str:
        return self._patterns[xf] if xf < self._known else "General"

    def like(self, xf: int, *, yellow: bool, quoted: bool) -> int:
        """The number of the format that is this one with a yellow ground, or marked as text; the same one where the
        book has no room for more formats."""
        if not (yellow or quoted) or xf >= self._known or len(self._xfs[xf]) < 20:
            return xf
        key = (xf, yellow, quoted)
        if key not in self._made:
            if len(self._xfs) >= MOST_FORMATS:
                return xf
            data = bytearray(self._xfs[xf])
            if quoted:
                data[4] |= PREFIXED
            if yellow:
                data[9] |= GROUND_USED
                borders, colours = struct.unpack_from("<IH", data, 14)
                struct.pack_into(
                    "<IH", data, 14, (borders & 0x03FFFFFF) | 1 << 26, (colours & 0xC000) | self._yellow | GROUND << 7
                )
            self._made[key] = len(self._xfs)
            self._xfs.append(bytes(data))
        return self._made[key]

    @property
    def added(self) -> list[Record]:
        """The new XF records."""
        return [Record(r.XF, data) for data in self._xfs[self._known :]]

    @property
    def all(self) -> list[bytes]:
        return self._xfs
