"""How alike two reports are, 0 (other events) to 1 (one event): weighed evidence from the runs they share."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from xiangli.engines.joining.reading import NAMED, Features, Hashes, rarity

Flags = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]

JOIN = 0.5
"""From here on a report joins by itself."""
SIDE_BY_SIDE = 0.25
"""From here on a person is shown both."""

TOGETHER = 64
"""Reports compared in one pass: enough to make the calls cheap, few enough for memory when an event floods in."""

RARE, VERY_RARE = 6.5, 7.5
"""Rarity (nats) from which a run is more likely a name than a subject, and surely so."""

NAMES = (
    "title pairs/less", "title pairs/more", "title/less", "title/more", "pairs/less", "pairs/more", "pairs/mean",
    "all/less", "all/more", "titles' pairs", "less title pairs", "titles", "less title", "focus", "less focus",
    "both focus", "rare title", "rare", "very rare pairs", "very rare title", "rare some title", "named some title",
    "named title", "plain title pairs", "plain some title pairs", "plain pairs", "plain threes", "fours", "text threes",
    "rarest title pair", "rarest some title pair", "rarest pair",
    "subject", "title subject", "title size", "size", "greater size",
)  # fmt: skip
"""What each number of the evidence counts; the weights are by these names."""


@cache
def _columns() -> npt.NDArray[np.float32]:
    """For each of 512 kinds of shared run (one's place, the other's, length, named, rarity) the sums it counts in."""
    kind = np.arange(512)
    one_title, one_text = (kind & 1) > 0, (kind & 2) > 0
    other_title, other_text = (kind & 4) > 0, (kind & 8) > 0
    three, four, named = (kind & 16) > 0, (kind & 32) > 0, (kind & 64) > 0
    rare, very = (kind & 384) > 0, (kind & 256) > 0
    pair, plain = ~three & ~four, ~rare
    both, some = one_title & other_title, one_title | other_title
    one_focus, other_focus = one_title & one_text, other_title & other_text
    columns = [
        # sums of rarity
        both & pair, both, pair, pair | True, one_title & pair, other_title & pair, one_title, other_title,
        one_focus, other_focus, one_focus & other_focus, both & pair & plain, some & pair & plain, pair & plain,
        three & plain,
        # counts
        both & rare, rare, very & pair, very & both, some & rare, named & rare & some, named & rare & both, four,
        three & ~some,
        # greatest rarity
        some & pair,
    ]  # fmt: skip
    return np.stack(columns, 1).astype(np.float32)


Pairs = Sequence[tuple[Features, Sequence[Features]]]
"""Reports, each with those it is compared with."""


def evidences(many: Pairs) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.float64]]:
    """Of all pairs, counted through, those that share anything: which they are, and a row each of the numbers called NAMES.

    All are compared in one pass: most of the cost of a pair is the calls, not the counting.
    """
    hits = _shared(many)
    if hits is None:
        return _NOBODY
    whose, runs, one, other = hits
    weight = rarity(runs)
    kind = ((one & 3) | ((other & 3) << 2) | ((one & 24) << 1) | (((one | other) & NAMED) << 1)).astype(np.intp)
    kind += 128 * (weight > RARE) + 128 * (weight > VERY_RARE)
    first = np.concatenate(([0], (whose[1:] != whose[:-1]).nonzero()[0] + 1))
    who = whose.take(first)
    rows = _columns().take(kind, axis=0)
    weighed = rows * weight[:, None]
    s = np.add.reduceat(weighed, first).astype(np.float64).T
    n = np.add.reduceat(rows, first).astype(np.float64).T
    greatest = np.maximum.reduceat(weighed.take((0, 24, 2), axis=1), first).T
    pairs = [(a, b) for a, others in many for b in others]
    told = [pairs[k] for k in who.tolist()]
    x, y = np.array([a.totals for a, _ in told]).T, np.array([b.totals for _, b in told]).T
    less, more = np.minimum(x, y), np.maximum(x, y)
    apart, together = s[[4, 6, 8]] / x[[0, 1, 4]], s[[5, 7, 9]] / y[[0, 1, 4]]
    either, least = apart + together, np.minimum(apart, together)
    counted = np.log1p(np.concatenate((s[10:11], n[15:22], s[11:15], n[22:24])))
    numbers = np.stack((
        s[0] / less[0], s[0] / more[0], s[1] / less[1], s[1] / more[1], s[2] / less[2], s[2] / more[2],
        s[2] / np.sqrt(less[2] * more[2]), s[3] / less[3], s[3] / more[3],
        either[0], least[0], either[1], least[1], either[2], least[2],
        *counted, *greatest,
        _along([a.subject for a, _ in told], [b.subject for _, b in told]),
        _along([a.headed for a, _ in told], [b.headed for _, b in told]),
        np.log(less[0]), np.log(less[2]), np.log(more[2]),
    ), axis=1)  # fmt: skip
    return who, numbers


def _shared(many: Pairs) -> tuple[npt.NDArray[np.intp], Hashes, Flags, Flags] | None:
    """The runs that pairs share, pair by pair: which pair, the run, its flags in the one and in the other."""
    shared: list[tuple[npt.NDArray[np.intp], Hashes, Flags, Flags]] = []
    before = 0
    for a, others in many:
        sizes = [b.runs.size for b in others]
        before += len(others)
        if not a.runs.size or not sum(sizes):
            continue
        runs = np.concatenate([b.runs for b in others])
        at = a.runs.searchsorted(runs)
        at[at == a.runs.size] = 0
        here = (a.runs.take(at) == runs).nonzero()[0]
        if here.size:
            whose = np.arange(before - len(others), before).repeat(sizes)
            flags = np.concatenate([b.flags for b in others])
            shared.append((whose.take(here), runs.take(here), a.flags.take(at.take(here)), flags.take(here)))
    if not shared:
        return None
    whose, runs, one, other = (np.concatenate(part) for part in zip(*shared, strict=True))
    return whose, runs, one, other


def _along(ones: Sequence[Floats], others: Sequence[Floats]) -> Floats:
    """How far the directions of each pair agree."""
    told: Floats = np.einsum("ij,ij->i", np.array(ones), np.array(others))
    return told


def evidence(a: Features, b: Features) -> npt.NDArray[np.float64] | None:
    """The numbers called NAMES of one pair; None when nothing is shared."""
    who, numbers = evidences([(a, [b])])
    return numbers[0] if who.size else None


_NOBODY = np.empty(0, np.intp), np.empty((0, len(NAMES)))


@cache
def _weights() -> tuple[npt.NDArray[np.float64], float]:
    held = json.loads(files("xiangli.engines.joining").joinpath("weights.json").read_text("utf-8"))["similarity"]
    return np.array([held["by"][name] for name in NAMES]), float(held["constant"])


def similarities(many: Pairs) -> list[list[float]]:
    """For each report of ``many`` the chances that it and each of its others speak of one event."""
    out = [[0.0] * len(others) for _, others in many]
    by, constant = _weights()
    for start in range(0, len(many), TOGETHER):
        who, numbers = evidences(many[start : start + TOGETHER])
        at = [(n, k) for n, told in enumerate(out[start : start + TOGETHER], start) for k in range(len(told))]
        for pair, odds in zip(who.tolist(), (numbers @ by + constant).tolist(), strict=True):
            n, k = at[pair]
            out[n][k] = chance(odds)
    return out


def similarity(a: Features, b: Features) -> float:
    """The chance that both speak of one event."""
    return similarities([(a, [b])])[0][0]


def chance(odds: float) -> float:
    """Log-odds as a chance."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
