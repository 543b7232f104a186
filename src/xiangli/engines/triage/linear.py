"""A linear model over hashed n-grams: what is shipped, how it is read, how a text is scored.

File (`.npz`): `classes` (names), `rows` (uint32, the kept rows, ascending), `idf` (float32 a row), `weights` (int8, rows ×
classes), `scale` and `bias` (float32 a class). A text becomes tf·idf of its kept rows, of length 1; score = x·W·scale +
bias; softmax of the scores gives probabilities. Only weights are kept: no text can be had back from them.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from xiangli.engines.triage.grams import BITS, Rows, counted

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Linear:
    """One model in memory. `place` maps a hashed row to its line in `idf` and `weights`, or to the last, empty one."""

    classes: tuple[str, ...]
    rows: npt.NDArray[np.uint32]
    idf: Floats
    weights: npt.NDArray[np.int8]
    scale: Floats
    bias: Floats
    place: npt.NDArray[np.int32]

    @staticmethod
    def of(
        classes: tuple[str, ...],
        rows: npt.NDArray[np.uint32],
        idf: Floats,
        weights: npt.NDArray[np.int8],
        scale: Floats,
        bias: Floats,
    ) -> Linear:
        """A model from its parts; ValueError where the shapes do not fit each other."""
        if weights.shape != (rows.size, len(classes)) or idf.size != rows.size or scale.size != len(classes):
            raise ValueError("the weights do not fit their rows and classes")
        place = np.full(2**BITS, rows.size, dtype=np.int32)
        place[rows] = np.arange(rows.size, dtype=np.int32)
        return Linear(classes, rows, idf, weights, scale, bias, place)

    @staticmethod
    def read(source: Path | bytes) -> Linear:
        """Load from a file or its bytes; never unpickles."""
        with np.load(io.BytesIO(source) if isinstance(source, bytes) else source, allow_pickle=False) as file:
            classes = tuple(str(name) for name in file["classes"])
            return Linear.of(classes, file["rows"], file["idf"], file["weights"], file["scale"], file["bias"])

    def write(self, target: Path) -> None:
        """Save to `target`, through a neighbour so that a reader never sees half a file."""
        half = target.with_suffix(".part.npz")
        np.savez_compressed(
            half,
            classes=np.array(self.classes),
            rows=self.rows,
            idf=self.idf.astype(np.float16),
            weights=self.weights,
            scale=self.scale,
            bias=self.bias,
        )
        half.replace(target)

    def scores(self, distinct: Rows, often: Floats) -> Floats:
        """One score a class for a text given as its distinct rows and 1 + ln(how often); the bias alone for no known row."""
        lines = self.place[distinct]
        known = lines < self.rows.size
        lines = lines[known]
        if not lines.size:
            return self.bias
        values = often[known] * self.idf[lines]
        values /= np.sqrt(values @ values)
        return (values @ self.weights[lines].astype(np.float32)) * self.scale + self.bias

    def known(self, distinct: Rows) -> int:
        """How many of a text's rows the model has seen."""
        return int((self.place[distinct] < self.rows.size).sum())

    def probabilities(self, rows: Rows) -> Floats:
        """Softmax over the classes for a text's rows with repeats."""
        return softmax(self.scores(*counted(rows)))


def softmax(scores: Floats) -> Floats:
    """Probabilities of scores, safe for large ones."""
    raised = np.exp(scores - scores.max())
    return raised / raised.sum()
