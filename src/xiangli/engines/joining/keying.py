"""Blocking keys: a report is compared only with reports of its county that share some of its likeliest runs.

Likeliest are the runs that another report of the same event would use and no other report: learned from where a run
stands and how rare it is (``keys.npz``, 9 bands of rarity by 256 flags). Equal scores are settled by the hash, so two
reports choose alike.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from xiangli.engines.joining.reading import STEP, Features, held, steps

MOST = 8
LEAST = 4.5
"""Rarity (nats) below which a run is no key: too many reports have it."""
BANDS = (4.5, 5.5, 6.2, 6.8, 7.4, 8.0, 8.6, 9.0)
FINENESS = 1024
"""Steps of a score; scores lie between -16 and 16."""


def kind(found: Features) -> npt.NDArray[np.intp]:
    """Of each run: band of rarity times 256, plus flags."""
    return _bands()[steps(found.runs)] + found.flags


@cache
def _bands() -> npt.NDArray[np.intp]:
    return 256 * np.searchsorted(BANDS, np.arange(256) / STEP).astype(np.intp)


@cache
def _scores() -> npt.NDArray[np.uint64]:
    return packed(held("keys.npz").astype(np.float64))


def packed(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.uint64]:
    """Scores of all kinds as whole numbers above bit 32; 0 for runs that are no keys (below LEAST, the first band)."""
    whole = np.round((scores.clip(-16, 16) + 16) * FINENESS).astype(np.uint64)
    whole[:256] = 0
    return whole << np.uint64(32)


def chosen(found: Features, scores: npt.NDArray[np.uint64]) -> list[int]:
    """The MOST best runs by these scores (above bit 32)."""
    ranked = scores[kind(found)] | found.runs
    if ranked.size > MOST:
        ranked = np.partition(ranked, ranked.size - MOST)[-MOST:]
    return (ranked[ranked >> np.uint64(32) > 0] & np.uint64(0xFFFFFFFF)).tolist()


def keys(found: Features) -> list[int]:
    """At most MOST keys below 2**32. The place takes no part: it is asked for beside the key."""
    return chosen(found, _scores())
