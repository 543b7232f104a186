"""Runs of signs of a text as hashes: what the category's linear model and its networks both read."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from xiangli.engines.triage.grams import signs

LONGEST = 4
"""Signs of the longest run."""
WITHIN = 1200
"""Signs read of a text: a text of 100,000 signs must cost no more."""

_MIX = tuple(np.uint32(n) for n in (0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F))
_BLANK = 0x20
Hashes = npt.NDArray[np.uint32]


class Runs(NamedTuple):
    """`of[n - 1]`: 32-bit hashes of the runs of n signs by their first sign; `blank`: which signs are boundaries."""

    of: list[Hashes]
    blank: npt.NDArray[np.bool_]


def runs(text: str) -> Runs:
    """The runs of a text framed by boundaries; a run over a boundary has a hash as well. Nothing can be read back."""
    base = signs(text, WITHIN).astype(np.uint32)
    run = base * _MIX[0]
    found = []
    for size in range(1, min(LONGEST, base.size) + 1):
        if size > 1:
            run = (run[:-1] ^ (run[:-1] >> np.uint32(15))) * _MIX[1] + base[size - 1 :] * _MIX[2]
        found.append((run ^ (run >> np.uint32(13))) * _MIX[3])
    return Runs(found, base == _BLANK)


def ascending(rows: npt.NDArray[np.integer]) -> tuple[npt.NDArray[np.integer], npt.NDArray[np.intp]]:
    """Distinct rows in order and how often each stands: `numpy.unique`, several times faster for a few hundred."""
    ordered = np.sort(rows)
    new = np.ones(ordered.size, dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    starts = np.flatnonzero(new)
    often = np.empty(starts.size, dtype=np.intp)
    np.subtract(starts[1:], starts[:-1], out=often[:-1])
    often[-1:] = ordered.size - starts[-1:]
    return ordered.take(starts), often
