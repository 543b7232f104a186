"""The seven broad categories: a linear model over the runs of signs of the whole text and of its beginnings, and small
networks over its words (`network`), whose log-chances are added.

Residents say first what they want: the runs that stand in the first 15, 30 and 75 signs are counted once more for each
of these beginnings, in rows of their own. Whole text and beginnings are each brought to one length before they are
weighed. Runs of 1 to 3 signs are hashed; nothing of a text can be read back from a row. Only numpy is used.

File (`.npz`): `classes`, `rows` (uint32, ascending), `idf` (float16 a row), `weights` (int8, rows × classes), `scale`
and `bias` (float32 a class), `share` (what a network's log-chance counts), and the networks' arrays.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from xiangli.engines.triage.linear import Floats, chances
from xiangli.engines.triage.network import Networks
from xiangli.engines.triage.runs import WITHIN, Runs, ascending, runs

LONGEST = 3
"""Signs of the longest run."""
BEGINNINGS = (15, 30, 75)
"""Signs of the beginnings whose runs are counted again; words of a segmented text are a blank apart, which counts too."""
SHARES = (1.0, 0.5, 0.5, 0.5)
"""Length of the whole text's and of each beginning's part."""

_WHOLE_BITS, _BEGIN_BITS = 21, 19
_BOUNDS = np.array([0, *((1 << _WHOLE_BITS) + (k << _BEGIN_BITS) for k in range(len(BEGINNINGS) + 1))], dtype=np.uint32)
_WHOLE_SHIFT, _BEGIN_SHIFT = np.uint32(32 - _WHOLE_BITS), np.uint32(32 - _BEGIN_BITS)
ROWS = int(_BOUNDS[-1])
"""Rows there can be; a row of part k lies between the k-th bound and the next."""
_DAMPED = (1.0 + np.log(np.maximum(np.arange(WITHIN * LONGEST + 16), 1))).astype(np.float32)
Rows = npt.NDArray[np.uint32]
Read = tuple[Rows, Floats]
"""Distinct rows, ascending, and 1 + ln(how often) for each."""


def read(told: Runs) -> Read:
    """The rows of a text's runs."""
    said = np.flatnonzero(~told.blank)
    parts = []
    for size, hashes in enumerate(told.of[:LONGEST], 1):
        # A lone boundary tells nothing; in longer runs it tells where words begin and end.
        cuts = said.searchsorted(BEGINNINGS).tolist() if size == 1 else BEGINNINGS
        kept = hashes.take(said) if size == 1 else hashes
        parts.append(kept >> _WHOLE_SHIFT)
        begin = kept[: cuts[-1]] >> _BEGIN_SHIFT
        parts += [begin[:cut] + bound for cut, bound in zip(cuts, _BOUNDS[1:], strict=False)]
    rows, often = ascending(np.concatenate(parts))
    return rows.astype(np.uint32, copy=False), _DAMPED.take(often, mode="clip")


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
    share: float
    networks: Networks

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
            share, networks = float(file["share"]), Networks.of(file)
        wide = len(classes)
        if weights.shape != (rows.size, wide) or (idf.size, scale.size, bias.size) != (rows.size, wide, wide):
            raise ValueError("the weights do not fit their rows and classes")
        if networks.outer_bias.shape[1] != wide:
            raise ValueError("the networks do not fit the classes")
        return Categories(classes, rows, idf.astype(np.float32), weights, scale, bias, share, networks)

    def packed(self) -> bytes:
        """The model as a file's bytes."""
        arrays: dict[str, Any] = {
            "classes": np.array(self.classes),
            "rows": self.rows,
            "idf": self.idf.astype(np.float16),
            "weights": self.weights,
            "scale": self.scale,
            "bias": self.bias,
            "share": np.float32(self.share),
        }
        held = io.BytesIO()
        np.savez_compressed(held, **arrays | self.networks.arrays())
        return held.getvalue()

    @cached_property
    def _place(self) -> npt.NDArray[np.int32]:
        """For each row its line in `idf` and `weights`, or -1: 15 MB, made when a first text is read."""
        place = np.full(ROWS, -1, dtype=np.int32)
        place[self.rows] = np.arange(self.rows.size, dtype=np.int32)
        return place

    def scores(self, text: str) -> Floats:
        """One score a class for a text (or its title, a blank, and its text)."""
        told = runs(text)
        return self._by_signs(read(told)) + np.float32(self.share) * self.networks.log_chances(told)

    def _by_signs(self, text: Read) -> Floats:
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
        told = chances(self.scores(text))
        best = int(told.argmax())
        return self.classes[best], float(told[best])
