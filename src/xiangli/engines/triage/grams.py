"""Character n-grams of a text as hashed rows of a weight table.

Texts are read as Unicode code points: letters lower-cased, full-width forms halved, digits one sign, punctuation and
white space one boundary. Runs of 1 to 3 signs are hashed by multiplication into `TEXT` rows; a title's runs stand once
more in a second half. Nothing of a text can be read back from a row. Only numpy is used: a text costs some tens of
microseconds.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import numpy as np
import numpy.typing as npt

BITS = 19
TEXT = 2 ** (BITS - 1)
"""Rows below are a text's, rows from here on a title's."""
LONGEST = 400
"""Signs read of a text: the point is made in the first lines, and a text of 100,000 signs must cost no more."""

_MIX = (0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F)
_BOUNDARY = 0x20
_DIGIT = 0x30
_DAMPED = (1.0 + np.log(np.maximum(np.arange(LONGEST * 4 + 16), 1))).astype(np.float32)
Rows = npt.NDArray[np.uint32]
Counted = tuple[Rows, npt.NDArray[np.float32]]
"""Distinct rows, and 1 + ln(how often) for each."""


@cache
def _folding() -> npt.NDArray[np.uint32]:
    table = np.arange(0x10000, dtype=np.uint32)
    for point in range(0x10000):
        sign = chr(point)
        if 0xD800 <= point < 0xE000:
            table[point] = _BOUNDARY
            continue
        plain = unicodedata.normalize("NFKC", sign).lower()
        plain = plain[0] if plain else " "
        kind = unicodedata.category(plain)
        if kind == "Nd":
            table[point] = _DIGIT
        elif kind[0] in "PSZC":
            table[point] = _BOUNDARY
        else:
            table[point] = min(ord(plain), 0xFFFF)
    table[0xFFFF] = _BOUNDARY
    return table


def signs(text: str, within: int = LONGEST) -> npt.NDArray[np.uint32]:
    """The first `within` folded code points, framed by boundaries; those beyond the basic plane (emoji) are boundaries."""
    points = np.frombuffer(text[:within].encode("utf-32-le", "replace"), dtype=np.uint32)
    framed = np.empty(points.size + 2, dtype=np.uint32)
    framed[0] = framed[-1] = _BOUNDARY
    framed[1:-1] = _folding()[np.minimum(points, 0xFFFF)]
    return framed


def grams(text: str, *, longest: int, title: int = 0, within: int = LONGEST) -> Rows:
    """Hashed rows of all runs of 1 to `longest` of the text's first `within` signs, with repeats, in no order.

    With `title` > 0 the text's first `title` signs are its title, followed by a space: their rows come twice, the
    second time in the title's half.
    """
    base = signs(text, within)
    if base.size <= 2:
        return np.empty(0, dtype=np.uint32)
    run = base * np.uint32(_MIX[0])
    parts = []
    for size in range(1, longest + 1):
        if size > 1:
            run = (run[:-1] ^ (run[:-1] >> np.uint32(15))) * np.uint32(_MIX[1]) + base[size - 1 :] * np.uint32(_MIX[2])
        rows = ((run ^ (run >> np.uint32(13))) * np.uint32(_MIX[3])) >> np.uint32(33 - BITS)
        ahead = rows[: max(0, title + 3 - size)] if title else None
        if size == 1:
            said = base != _BOUNDARY
            ahead = ahead[said[: ahead.size]] if ahead is not None else None
            rows = rows[said]
        parts.append(rows)
        if ahead is not None:
            parts.append(ahead | np.uint32(TEXT))
    return np.concatenate(parts)


def counted(rows: Rows) -> Counted:
    """Distinct rows, ascending, and how often each stands, damped by a logarithm."""
    if not rows.size:
        return rows, np.empty(0, dtype=np.float32)
    ordered = np.sort(rows)
    new = np.empty(ordered.size, dtype=bool)
    new[0] = True
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    starts = np.flatnonzero(new)
    often = np.empty(starts.size, dtype=np.intp)
    np.subtract(starts[1:], starts[:-1], out=often[:-1])
    often[-1] = ordered.size - starts[-1]
    return ordered.take(starts), _DAMPED.take(often, mode="clip")


def message(title: str, text: str, *, longest: int) -> Counted:
    """Title and text together, the title's rows behind in their own half; `body` cuts them off."""
    title = title[: LONGEST - 1]
    return counted(grams(f"{title} {text}", longest=longest, title=len(title)))


def body(read: Counted) -> Counted:
    """A message's rows without those of the title's half."""
    cut = int(read[0].searchsorted(TEXT))
    return read[0][:cut], read[1][:cut]
