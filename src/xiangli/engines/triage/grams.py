"""Character n-grams of a text as hashed rows of a weight table.

Texts are read as Unicode code points: letters lower-cased, full-width forms halved, digits one sign, punctuation and
white space one boundary. Runs of 1 to 3 signs are hashed by multiplication into `TEXT` rows; a title's runs stand once
more in a second half. Nothing of a text can be read back from a row. Only numpy is used: a text costs some tens of
microseconds.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

BITS = 19
TEXT = 2 ** (BITS - 1)
"""Rows below are a text's, rows from here on a title's."""
LONGEST = 400
"""Signs read of a text: the point is made in the first lines, and a text of 100,000 signs must cost no more."""

_MIX = tuple(np.uint32(n) for n in (0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F))
_HALF, _LESS, _TOP = np.uint32(15), np.uint32(13), np.uint32(33 - BITS)
_BITS, _TITLE, _ROW = np.uint64(BITS), np.uint64(TEXT), np.uint64(2**BITS - 1)
_BOUNDARY = 0x20
_FRAME = _BOUNDARY.to_bytes(4, "little")
_DIGIT = 0x30
_DAMPED = (1.0 + np.log(np.maximum(np.arange(LONGEST * 4 + 16), 1))).astype(np.float32)
Rows = npt.NDArray[np.uint32]
Packed = npt.NDArray[np.uint64]
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


def _runs(texts: Sequence[str], titles: Sequence[int], longest: int, within: int) -> Packed:
    """All runs of these texts, with repeats, in no order: which text above bit BITS, the hashed row below.

    ``titles``: how many signs at the beginning of each are its title; the rows that lie in it stand once more.
    """
    parts = [_FRAME + text[:within].encode("utf-32-le", "replace") + _FRAME for text in texts]
    sizes = np.array([len(part) // 4 for part in parts])
    base = _folding().take(np.minimum(np.frombuffer(b"".join(parts), dtype=np.uint32), 0xFFFF))
    ends = sizes.cumsum()
    at, whose = np.arange(base.size), np.arange(len(parts), dtype=np.uint64).repeat(sizes) << _BITS
    left = ends.repeat(sizes) - at  # signs from here to the end of its text
    heads = (ends - sizes + np.array([n or -3 for n in titles])).repeat(sizes) - at  # and to its title's end
    if sizes.min() == 2:
        left[(sizes == 2).repeat(sizes)] = 0  # a text without signs has no runs
    run = base * _MIX[0]
    found: list[Packed] = []
    for size in range(1, longest + 1):
        if size > 1:
            run = (run[:-1] ^ (run[:-1] >> _HALF)) * _MIX[1] + base[size - 1 :] * _MIX[2]
        good = (base != _BOUNDARY if size == 1 else left[: run.size] >= size).nonzero()[0]
        chosen = run.take(good)
        packed = (((chosen ^ (chosen >> _LESS)) * _MIX[3]) >> _TOP) | whose.take(good)
        found.append(packed)
        if any(titles):
            found.append(packed.compress(heads.take(good) > size - 3) | _TITLE)
    return np.concatenate(found)


def grams(text: str, *, longest: int, title: int = 0, within: int = LONGEST) -> Rows:
    """Hashed rows of all runs of 1 to `longest` of the text's first `within` signs, with repeats, in no order.

    With `title` > 0 the text's first `title` signs are its title, followed by a space: their rows come twice, the
    second time in the title's half.
    """
    return _runs([text], [title], longest, within).astype(np.uint32)


def counted(rows: Rows) -> Counted:
    """Distinct rows, ascending, and how often each stands, damped by a logarithm."""
    distinct, often = _distinct(rows)
    return distinct, often


def _distinct(rows: npt.NDArray[Any]) -> tuple[npt.NDArray[Any], npt.NDArray[np.float32]]:
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


def messages(many: Sequence[tuple[str, str]], *, longest: int) -> list[Counted]:
    """Title and text of each together, the title's rows behind in their own half; `body` cuts them off.

    Many are read in one pass: most of the cost of a text is the calls.
    """
    titles = [title[: LONGEST - 1] for title, _ in many]
    texts = [f"{title} {text}" for title, (_, text) in zip(titles, many, strict=True)]
    packed, often = _distinct(_runs(texts, [len(title) for title in titles], longest, LONGEST))
    rows = (packed & _ROW).astype(np.uint32)
    ends = packed.searchsorted(np.arange(len(many) + 1, dtype=np.uint64) << _BITS).tolist()
    return [(rows[at:to], often[at:to]) for at, to in pairwise(ends)]


def message(title: str, text: str, *, longest: int) -> Counted:
    """`messages` of one."""
    return messages([(title, text)], longest=longest)[0]


def body(read: Counted) -> Counted:
    """A message's rows without those of the title's half."""
    cut = int(read[0].searchsorted(TEXT))
    return read[0][:cut], read[1][:cut]
