"""What is kept of a report's words to compare it: computed once a report, small enough to hold many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from xiangli.engines.joining.grams import STEP, Ints, grams, rarity

LONGEST = 500  # letters of the text that count; a longer one tells its matter before
KEYS = 12
RARE = round(6.0 * STEP)  # from here a gram belongs to a name (of an estate, a road, a firm)
COMMON = round(2.5 * STEP)  # below, to any message
_IN_TITLE = 1.5
_UNSEEN = 0.85  # a gram never seen before is as often a slip or a chance as a name


@dataclass(frozen=True, slots=True)
class Features:
    """Weights of grams in the whole (title and text) and in the title, their lengths, and when it was told."""

    whole: dict[int, float]
    title: dict[int, float]
    norm: float
    title_norm: float
    rare_norm: float
    mid_norm: float
    title_rare_norm: float
    title_mid_norm: float
    day: float | None


def features(title: str, text: str, at: datetime | None = None) -> Features:
    """Features of one report; `at` is when it was told by its writer, None where unknown."""
    (whole, weights, told), (heads, head_weights, head_told) = _weighed(title, text)
    squares, head_squares = weights * weights, head_weights * head_weights
    rare, head_rare = told > RARE, head_told > RARE
    return Features(
        whole=dict(zip(whole.tolist(), weights.tolist(), strict=True)),
        title=dict(zip(heads.tolist(), head_weights.tolist(), strict=True)),
        norm=float(np.sqrt(squares.sum())),
        title_norm=float(np.sqrt(head_squares.sum())),
        rare_norm=float(np.sqrt(squares[rare].sum())),
        mid_norm=float(np.sqrt(squares[(told > COMMON) & ~rare].sum())),
        title_rare_norm=float(np.sqrt(head_squares[head_rare].sum())),
        title_mid_norm=float(np.sqrt(head_squares[~head_rare].sum())),
        day=at.timestamp() / 86400 if at else None,
    )


Weighed = tuple[Ints, NDArray[np.float64], NDArray[np.uint8]]


@lru_cache(maxsize=64)
def _weighed(title: str, text: str) -> tuple[Weighed, Weighed]:
    """Whole and title, kept for a moment: keys and features of one report are asked for one after the other."""
    head = grams(title)
    return _weigh(np.concatenate((head, grams(text[:LONGEST])))), _weigh(head)


def _weigh(found: Ints) -> Weighed:
    """Distinct buckets, their weights, their rarity bytes."""
    found = np.sort(found)
    if not len(found):
        return found, np.zeros(0), np.zeros(0, dtype=np.uint8)
    first = np.flatnonzero(np.concatenate(([True], found[1:] != found[:-1])))
    counts = np.diff(np.append(first, len(found)))
    told = rarity()[found[first]]
    return found[first], told / STEP * (1 + np.log(counts)), told


def keys(title: str, text: str, place: str = "") -> list[int]:
    """At most KEYS blocking keys: two tellings of one event share at least two of them, most others none.

    The grams that weigh most, those of the title before others. Non-negative, below 2^63. The place takes no part: the
    county is asked for beside the key, and neighbours name one event from two villages.
    """
    del place
    (whole, weights, told), (heads, _, _) = _weighed(title, text)
    if not len(whole):
        return []
    worth = weights * np.where(np.isin(whole, heads), _IN_TITLE, 1.0)
    worth = worth * np.where(told >= _most_rare(), _UNSEEN, 1.0)
    chosen = np.argsort(-worth, kind="stable")[:KEYS]
    found: list[int] = whole[chosen].tolist()
    return found


def _most_rare() -> int:
    return int(rarity().max())
