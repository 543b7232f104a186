"""Character n-grams of a text as hashed rows of a weight table.

Texts are read as Unicode code points: letters lower-cased, full-width forms halved, digits one sign, punctuation and
white space one boundary. Runs of 1 to 4 signs are hashed by multiplication into `2**BITS` rows. Nothing of a text can be
read back from a row. Only numpy is used, so that a text costs some tens of microseconds.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import numpy as np
import numpy.typing as npt

BITS = 18
LONGEST = 600
"""Signs read of a text: the point is made in the first lines, and a text of 100,000 signs must cost no more."""

_MIX = (0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F)
_BOUNDARY = 0x20
_DIGIT = 0x30
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
    return table


def signs(text: str) -> npt.NDArray[np.uint32]:
    """The text's folded code points, framed by boundaries; signs beyond the basic plane (emoji) are boundaries."""
    points = np.frombuffer(text[:LONGEST].encode("utf-32-le", "replace"), dtype=np.uint32)
    points = np.where(points > 0xFFFF, _BOUNDARY, points)
    framed = np.empty(points.size + 2, dtype=np.uint32)
    framed[0] = framed[-1] = _BOUNDARY
    framed[1:-1] = _folding()[points]
    return framed


def grams(text: str, *, longest: int = 3, salt: int = 0) -> Rows:
    """Hashed rows of all runs of 1 to `longest` signs, with repeats, in no order. `salt` keeps fields apart (title)."""
    base = signs(text)
    if base.size <= 2:
        return np.empty(0, dtype=np.uint32)
    spread = base * np.uint32(_MIX[0]) + np.uint32((salt * 0x1000193) & 0xFFFFFFFF)
    parts = []
    run = spread
    for size in range(1, longest + 1):
        if size > 1:
            if run.size < 2:
                break
            run = (run[:-1] ^ (run[:-1] >> np.uint32(15))) * np.uint32(_MIX[1]) + base[size - 1 :] * np.uint32(_MIX[2])
        mixed = (run ^ (run >> np.uint32(13))) * np.uint32(_MIX[3])
        keep = base[: mixed.size] != _BOUNDARY if size == 1 else slice(None)
        parts.append(mixed[keep] >> np.uint32(32 - BITS))
    return np.concatenate(parts)


def counted(rows: Rows) -> Counted:
    """Distinct rows and how often each stands, damped by a logarithm."""
    if not rows.size:
        return rows, np.empty(0, dtype=np.float32)
    ordered = np.sort(rows)
    starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    often = np.diff(starts, append=ordered.size)
    return ordered[starts], (1.0 + np.log(often)).astype(np.float32)
