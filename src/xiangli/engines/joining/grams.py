"""Two- and three-character grams of a text as numbers, and how rare each is in residents' messages.

The rarity table holds, for each of 2^17 hash buckets, how seldom a message holds one of its grams; no gram and no text
can be told from it.
"""

from __future__ import annotations

import gzip
import re
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

BUCKETS = 1 << 17
STEP = 24.0  # a rarity byte is the natural logarithm of messages per message that holds the gram, times this
_KEPT = re.compile(r"[^0-9a-zA-Z㐀-鿿]+")
_P = np.uint64(1000003)
_MIX = np.uint64(0x9E3779B97F4A7C15)
_LOW, _HIGH, _MASK = np.uint64(29), np.uint64(32), np.uint64(BUCKETS - 1)

Ints = NDArray[np.int64]


@cache
def rarity() -> NDArray[np.uint8]:
    """Bucket → rarity byte (divide by STEP for the logarithm)."""
    packed = (files("xiangli.engines.joining") / "rarity.bin.gz").read_bytes()
    return np.frombuffer(gzip.decompress(packed), dtype=np.uint8)


@cache
def rarity_bytes() -> bytes:
    """The same, for single look-ups in Python."""
    return rarity().tobytes()


def grams(text: str) -> Ints:
    """Buckets of all grams of two and three characters, in order, repeated where the text repeats them.

    Only letters, digits and Chinese characters count; a gram does not cross anything else.
    """
    kept = np.frombuffer(_KEPT.sub(" ", text).encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    blank = kept == 32
    if len(kept) < 2:
        return np.zeros(0, dtype=np.int64)
    two = kept[:-1] * _P + kept[1:]
    crossing = blank[:-1] | blank[1:]
    told = [two[~crossing]]
    if len(kept) > 2:
        three = two[:-1] * _P + kept[2:]
        told.append(three[~(crossing[:-1] | blank[2:])])
    mixed = np.concatenate(told)
    mixed ^= mixed >> _LOW
    mixed *= _MIX
    mixed ^= mixed >> _HIGH
    return (mixed & _MASK).astype(np.int64)
