"""Small networks over the words of a text, beside the linear model over its signs: they err differently.

A text's words are the blanks' in a segmented text; in a running one, and in what is no known word, the longest known
words from left to right, of 1 to 4 signs. Known are words by their hash only; no word can be read back. The words of the
beginning count once more in lines of their own. Each network is one layer of units that are zero or rise, and one that
tells the classes; the mean of their log-chances counts. Only numpy is used.

Arrays (prefix `net_` in the model's file): `words` (uint32 hashes, ascending), `idf` (float16, a word's in the whole, then
a word's in the beginning), `inner` (int8, lines × units of all networks), `inner_scale`, `inner_bias` (float32 a unit),
`outer` (float32, networks × units × classes), `outer_bias` (float32, networks × classes).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from xiangli.engines.triage.runs import WITHIN, Hashes, Runs, ascending

BEGINNING = 8
"""Words that count as the beginning."""
SHARES = (3.0, 2.1)
"""Length of the whole's part and of the beginning's."""
BITS = 22
_LEAST_LOG = float(np.log(1e-4))
"""A network is never surer than this that a class is not meant."""
_HASH = np.uint32(32 - BITS)
_DAMPED = (1.0 + np.log(np.maximum(np.arange(WITHIN + 16), 1))).astype(np.float32)
Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int32]


def words(told: Runs, known: Hashes, is_known: npt.NDArray[np.bool_]) -> Numbers:
    """The numbers of the known words of a text in their order; `known` are their hashes, ascending, `is_known` tells it
    of each hash there can be."""
    best = np.zeros(told.blank.size, dtype=np.int64)  # length of the longest known word that begins here
    found = np.zeros(told.blank.size, dtype=np.uint32)
    said = ~told.blank
    clear = said
    for size, run in enumerate(told.of, 1):
        if size > 1:
            clear = clear[:-1] & said[size - 1 :]
        hashes = run >> _HASH
        here = np.flatnonzero(clear & is_known.take(hashes))
        best[here] = size
        found[here] = hashes.take(here)
    begin = np.flatnonzero(best)
    starts, free = [], 0
    for at, end in zip(begin.tolist(), (begin + best.take(begin)).tolist(), strict=True):
        if at >= free:
            starts.append(at)
            free = end
    return known.searchsorted(found[starts]).astype(np.int32)


def counted(found: Numbers, known: int) -> tuple[Numbers, Floats]:
    """Lines (a word's, and those of the beginning `known` further on) and 1 + ln(how often) for each."""
    lines, often = ascending(np.concatenate((found, found[:BEGINNING] + np.int32(known))))
    return lines.astype(np.int32, copy=False), _DAMPED.take(often)


def weighed(lines: Numbers, values: Floats, known: int) -> Floats:
    """Values with the whole's and the beginning's part each brought to its share of length."""
    cut = int(lines.searchsorted(known))
    for share, part in zip(SHARES, (values[:cut], values[cut:]), strict=True):
        if part.size:
            part *= share / np.sqrt(part @ part)
    return values


@dataclass(frozen=True)
class Networks:
    """What is shipped; see the arrays above."""

    words: Hashes
    idf: Floats
    inner: npt.NDArray[np.int8]
    inner_scale: Floats
    inner_bias: Floats
    outer: Floats
    outer_bias: Floats

    def __post_init__(self) -> None:
        nets, units, classes = self.outer.shape
        lines = 2 * self.words.size
        fit = self.inner.shape == (lines, nets * units) and self.idf.size == lines
        if not fit or self.inner_bias.size != nets * units or self.outer_bias.shape != (nets, classes):
            raise ValueError("the networks do not fit their words and classes")

    @staticmethod
    def of(arrays: Mapping[str, Any]) -> Networks:
        """From the arrays of a file."""
        told = {field.name: arrays[f"net_{field.name}"] for field in fields(Networks)}
        return Networks(**told | {"idf": told["idf"].astype(np.float32)})

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """The arrays for a file."""
        told = {f"net_{field.name}": getattr(self, field.name) for field in fields(self)}
        return told | {"net_idf": self.idf.astype(np.float16)}

    @cached_property
    def _is_known(self) -> npt.NDArray[np.bool_]:
        return told_of(self.words)

    def log_chances(self, text: Runs) -> Floats:
        """The mean of the networks' log-chances of the classes, less their own mean; zeros where no word is known."""
        found = words(text, self.words, self._is_known)
        if not found.size:
            return np.zeros(self.outer_bias.shape[1], dtype=np.float32)
        lines, often = counted(found, self.words.size)
        values = weighed(lines, often * self.idf.take(lines), self.words.size)
        held = (values @ self.inner.take(lines, axis=0).astype(np.float32)) * self.inner_scale + self.inner_bias
        told: Floats = told_apart(np.maximum(held, 0.0)[None], self.outer, self.outer_bias)[0]
        return told


def told_of(known: Hashes) -> npt.NDArray[np.bool_]:
    """Of each hash there can be whether it is a known word's."""
    told = np.zeros(1 << BITS, dtype=bool)
    told[known] = True
    return told


def told_apart(held: Floats, outer: Floats, bias: Floats) -> Floats:
    """From the units' values (texts × units of all networks) the mean log-chances (texts × classes), less their mean."""
    nets, units, _ = outer.shape
    scores = (held.reshape(-1, nets, 1, units) @ outer)[:, :, 0] + bias
    scores -= scores.max(axis=2, keepdims=True)
    logs = np.maximum(scores - np.log(np.exp(scores).sum(axis=2, keepdims=True)), _LEAST_LOG).mean(axis=1)
    centred: Floats = (logs - logs.mean(axis=1, keepdims=True)).astype(np.float32)
    return centred
