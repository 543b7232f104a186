"""A report's words as hashed character runs with their rarity: what keys and similarity are made of.

Runs of 2 to 4 signs are hashed into ``2**BITS`` rows; ``rarity.npz`` says how rare a row is among residents' messages.
Masked places and officials' polite words are boundaries: they tell nothing about the site. No text can be read back.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

BITS = 20
TITLE = 60
TEXT = 400
"""Signs read of a title and of a text: the site and the problem are named early, and a long text must cost no more."""
STEP = 8.0
"""Rows hold ``round(STEP * ln(messages / messages with the row))``, one byte each."""

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_BREAKS = "的了是在我们你您他她它和与及也都就不没有把被从对到向为因所着吗呢吧啊哪怎什么很请问这那之其个"
_MASK = re.compile(r"[A-Za-z]\d*[市区县]|\*+|https?://\S+")
Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Features:
    """Rarity (nats) of the runs of the title, and of title and text together, by hash."""

    title: dict[int, float]
    whole: dict[int, float]


@cache
def _folding() -> npt.NDArray[np.uint64]:
    table = np.zeros(0x10000, dtype=np.uint64)
    for point in range(0x20, 0x10000):
        if 0xD800 <= point < 0xE000:
            continue
        plain = unicodedata.normalize("NFKC", chr(point)).lower()[:1] or " "
        if unicodedata.category(plain)[0] in "LN" and plain not in _BREAKS:
            table[point] = min(ord(plain), 0xFFFF)
    return table


@cache
def rarity() -> npt.NDArray[np.float64]:
    """Rarity in nats for every row; a row never met is as rare as can be."""
    with files("xiangli.engines.joining").joinpath("rarity.npz").open("rb") as file, np.load(file) as held:
        return held["rarity"].astype(np.float64) / STEP


def runs(text: str, longest: int) -> list[Hashes]:
    """Hashes of the runs of 2, 3 and 4 signs that cross no boundary, in order of the text."""
    points = np.frombuffer(_MASK.sub(" ", text[: longest + 20])[:longest].encode("utf-32-le", "replace"), np.uint32)
    folded = _folding()[np.minimum(points, 0xFFFF)]
    out = []
    hashed, good = folded, folded > 0
    for length in (2, 3, 4):
        if folded.size < length:
            out.append(np.empty(0, np.uint64))
            continue
        good = good[:-1] & (folded[length - 1 :] > 0)
        hashed = (hashed[:-1] * _MULTIPLIER) ^ (folded[length - 1 :] + np.uint64(length))
        mixed = hashed[good] * _MULTIPLIER
        out.append((mixed ^ (mixed >> np.uint64(29))) >> np.uint64(1))
    return out


def weigh(hashes: Hashes) -> npt.NDArray[np.float64]:
    """Rarity of each hash."""
    return rarity()[(hashes & np.uint64((1 << BITS) - 1)).astype(np.int64)]


def features(title: str, text: str) -> Features:
    """What is kept of a report to compare it with others."""
    head = np.concatenate(runs(title, TITLE))
    body = np.concatenate(runs(text, TEXT))
    mine = dict(zip(head.tolist(), weigh(head).tolist(), strict=True))
    return Features(mine, mine | dict(zip(body.tolist(), weigh(body).tolist(), strict=True)))
