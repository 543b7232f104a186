"""The seven broad categories: a linear model over the runs of signs of the whole text and of its beginnings.

Residents say first what they want: the runs that stand in the first 15, 30 and 75 signs are counted once more for each
of these beginnings, in rows of their own. Whole text and beginnings are each brought to one length before they are
weighed. Runs of 1 to 3 signs are hashed; nothing of a text can be read back from a row. Only numpy is used.

File (`.npz`): `classes`, `rows` (uint32, ascending), `idf` (float16 a row), `weights` (int8, rows × classes), `scale`
and `bias` (float32 a class).
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from xiangli.engines.triage.grams import signs
from xiangli.engines.triage.linear import Floats, chances

LONGEST = 3
"""Signs of the longest run."""
WITHIN = 1200
"""Signs read of a text: a text of 100,000 signs must cost no more."""
BEGINNINGS = (15, 30, 75)
"""Signs of the beginnings whose runs are counted again; words of a segmented text are a blank apart, which counts too."""
SHARES = (1.0, 0.5, 0.5, 0.5)
"""Length of the whole text's and of each beginning's part."""

_WHOLE_BITS, _BEGIN_BITS = 21, 19
_BOUNDS = np.array([0, *((1 << _WHOLE_BITS) + (k << _BEGIN_BITS) for k in range(len(BEGINNINGS) + 1))], dtype=np.uint32)
ROWS = int(_BOUNDS[-1])
"""Rows there can be; a row of part k lies between the k-th bound and the next."""
_MIX = tuple(np.uint32(n) for n in (0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F))
_BLANK = 0x20
_DAMPED = (1.0 + np.log(np.maximum(np.arange(WITHIN * LONGEST + 16), 1))).astype(np.float32)
Rows = npt.NDArray[np.uint32]
Read = tuple[Rows, Floats]
"""Distinct rows, ascending, and 1 + ln(how often) for each."""


def read(text: str) -> Read:
    """The rows of a text (or of its title, a blank, and its text)."""
    base = signs(text, WITHIN).astype(np.uint32)
    if base.size <= 2:
        return np.empty(0, dtype=np.uint32), np.empty(0, dtype=np.float32)
    parts = []
    run = base * _MIX[0]
    for size in range(1, LONGEST + 1):
        if size > 1:
            run = (run[:-1] ^ (run[:-1] >> np.uint32(15))) * _MIX[1] + base[size - 1 :] * _MIX[2]
        mixed = (run ^ (run >> np.uint32(13))) * _MIX[3]
        said = np.flatnonzero(base != _BLANK) if size == 1 else np.arange(mixed.size)
        parts.append(mixed[said] >> np.uint32(32 - _WHOLE_BITS))
        for bound, most in zip(_BOUNDS[1:], BEGINNINGS, strict=False):
            begin = mixed[said[: said.searchsorted(most)]]
            parts.append((begin >> np.uint32(32 - _BEGIN_BITS)) + bound)
    ordered = np.sort(np.concatenate(parts))
    new = np.ones(ordered.size, dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    starts = np.flatnonzero(new)
    often = np.diff(starts, append=ordered.size)
    return ordered[starts], _DAMPED.take(often, mode="clip")


def weighed(rows: Rows, values: Floats) -> Floats:
    """Values of ascending rows with each part brought to its share of length; a part without rows has none."""
    cuts = rows.searchsorted(_BOUNDS)
    for share, low, high in zip(SHARES, cuts, cuts[1:], strict=False):
        if high > low:
            part = values[low:high]
            part *= share / np.sqrt(part @ part)
    return values


@dataclass(frozen=True)
class Categories:
    """One model in memory."""

    classes: tuple[str, ...]
    rows: Rows
    idf: Floats
    weights: npt.NDArray[np.int8]
    scale: Floats
    bias: Floats

    @staticmethod
    @cache
    def shipped() -> Categories:
        """The shipped model, read once and only when asked for."""
        return Categories.unpacked((files("xiangli.engines.models") / "category.npz").read_bytes())

    @staticmethod
    def unpacked(packed: bytes) -> Categories:
        """The model in a file's bytes; never unpickles. ValueError where its parts do not fit each other."""
        with np.load(io.BytesIO(packed), allow_pickle=False) as file:
            classes = tuple(str(name) for name in file["classes"])
            rows, idf, weights, scale, bias = (file[name] for name in ("rows", "idf", "weights", "scale", "bias"))
        wide = len(classes)
        if weights.shape != (rows.size, wide) or (idf.size, scale.size, bias.size) != (rows.size, wide, wide):
            raise ValueError("the weights do not fit their rows and classes")
        return Categories(classes, rows, idf.astype(np.float32), weights, scale, bias)

    def packed(self) -> bytes:
        """The model as a file's bytes."""
        held = io.BytesIO()
        np.savez_compressed(
            held,
            classes=np.array(self.classes),
            rows=self.rows,
            idf=self.idf.astype(np.float16),
            weights=self.weights,
            scale=self.scale,
            bias=self.bias,
        )
        return held.getvalue()

    @cached_property
    def _place(self) -> npt.NDArray[np.int32]:
        """For each row its line in `idf` and `weights`, or -1: 15 MB, made when a first text is read."""
        place = np.full(ROWS, -1, dtype=np.int32)
        place[self.rows] = np.arange(self.rows.size, dtype=np.int32)
        return place

    def scores(self, text: Read) -> Floats:
        """One score a class for a text as `read`."""
        rows, often = text
        lines = self._place.take(rows)
        known = np.flatnonzero(lines >= 0)
        if not known.size:
            return self.bias
        lines = lines.take(known)
        values = weighed(rows.take(known), often.take(known) * self.idf.take(lines))
        scored: Floats = (values @ self.weights.take(lines, axis=0).astype(np.float32)) * self.scale + self.bias
        return scored

    def guess(self, text: str) -> tuple[str, float]:
        """The likeliest category and its probability."""
        told = chances(self.scores(read(text)))
        best = int(told.argmax())
        return self.classes[best], float(told[best])
