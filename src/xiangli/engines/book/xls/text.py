"""Texts inside records: one or two bytes a character, with runs of formats and readings behind them."""

import struct
from bisect import bisect_right

from xiangli.engines.book.xls.records import MOST_DATA


def unicode_at(data: bytes, at: int, *, wide: bool = True) -> tuple[str, int]:
    """A text and where it ends; ``wide`` when its length takes two bytes."""
    size = struct.unpack_from("<H", data, at)[0] if wide else data[at]
    at += 2 if wide else 1
    flags = data[at]
    behind, at = _behind(data, at + 1, flags)
    text, at = characters(data, at, size, double=bool(flags & 1))
    return text, at + behind


def _behind(data: bytes, at: int, flags: int) -> tuple[int, int]:
    """How many bytes of formats and readings follow the letters, and where the letters begin."""
    behind = 0
    if flags & 8:
        behind += 4 * struct.unpack_from("<H", data, at)[0]
        at += 2
    if flags & 4:
        behind += struct.unpack_from("<I", data, at)[0]
        at += 4
    return behind, at


def characters(data: bytes, at: int, size: int, *, double: bool) -> tuple[str, int]:
    """``size`` characters and where they end."""
    end = at + size * (2 if double else 1)
    return data[at:end].decode("utf-16-le" if double else "latin-1", "replace"), end


class SharedTexts:
    """The common list of texts (SST) with its CONTINUE records, cut up once and decoded when asked for."""

    def __init__(self, pieces: list[bytes]) -> None:
        self._data = b"".join(pieces)
        self._edges = []
        at = 0
        for piece in pieces:
            at += len(piece)
            self._edges.append(at)
        self.total, self.unique = struct.unpack_from("<II", self._data) if len(self._data) >= 8 else (0, 0)
        self._texts: list[str] | None = None

    def __getitem__(self, number: int) -> str:
        if self._texts is None:
            self._texts = self._read()
        return self._texts[number]

    def _read(self) -> list[str]:
        data, at, end = self._data, 8, len(self._data)
        texts: list[str] = []
        while len(texts) < self.unique and at + 3 <= end:
            size, flags = struct.unpack_from("<HB", data, at)
            behind, at = _behind(data, at + 3, flags)
            parts, double = [], bool(flags & 1)
            while size > 0 and at < end:
                edge = self._edges[bisect_right(self._edges, at)]
                taken = min(size, (edge - at) // (2 if double else 1))
                part, at = characters(data, at, taken, double=double)
                parts.append(part)
                size -= taken
                if (
                    size > 0 and at < end
                ):  # the text goes on in the next record, which says anew how wide its letters are
                    at = edge
                    double = bool(data[at] & 1)
                    at += 1
            texts.append("".join(parts))
            at += behind
        return texts


def packed(text: str) -> bytes:
    """A text's letters with the byte that says how wide they are; narrow where all letters allow."""
    try:
        return b"\x00" + text.encode("latin-1")
    except UnicodeEncodeError:
        return b"\x01" + text.encode("utf-16-le", "surrogatepass")


def counted(text: str) -> int:
    """Its length as the format counts: 16-bit units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class NewTexts:
    """Texts to be put behind the common list, each in a CONTINUE record with room for it; long ones go over several."""

    def __init__(self, first: int) -> None:
        self.first = first
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """The number under which cells name the text."""
        return self._numbers.setdefault(text, self.first + len(self._numbers))

    def __len__(self) -> int:
        return len(self._numbers)

    def pieces(self) -> tuple[list[bytes], list[tuple[int, int]]]:
        """Data of the CONTINUE records, and for each text the record it begins in and the place there."""
        records: list[bytearray] = [bytearray()]
        starts: list[tuple[int, int]] = []
        for text in self._numbers:
            letters = packed(text)
            flag, body = letters[:1], letters[1:]
            if len(records[-1]) + 3 + min(len(body), 64) > MOST_DATA:
                records.append(bytearray())
            starts.append((len(records) - 1, len(records[-1])))
            records[-1] += struct.pack("<H", counted(text)) + flag
            at = 0
            while True:
                room = (MOST_DATA - len(records[-1])) // 2 * 2
                records[-1] += body[at : at + room]
                at += room
                if at >= len(body):
                    break
                records.append(bytearray(flag))
        return [bytes(record) for record in records if record], starts
