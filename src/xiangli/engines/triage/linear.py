"""A linear model over hashed n-grams: what is shipped, how it is read, how a text is scored.

File (`.npz`): `classes` (names), `rows` (uint32, the kept rows, ascending), `idf` (float16 a row), `weights` (int8, rows ×
classes), `scale` and `bias` (float32 a class), `beside` (float32, features beside the n-grams × classes; 0 rows for none).
A text becomes tf·idf of its kept rows, of length 1; score = x·W·scale + beside + bias; the logistic
curve of each, shared out to sum to 1, gives chances. Only weights are kept: no text can be had back from them.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xiangli.engines.triage.grams import BITS, Counted

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Linear:
    """One model in memory. `place` maps a hashed row to its line in `worth` and `drawn`, or to the last, which is all 0:
    `worth` is the idf, `drawn` the weights at their scale."""

    classes: tuple[str, ...]
    rows: npt.NDArray[np.uint32]
    idf: Floats
    weights: npt.NDArray[np.int8]
    scale: Floats
    bias: Floats
    beside: Floats
    place: npt.NDArray[np.int32]
    worth: Floats
    drawn: Floats

    @staticmethod
    def of(
        *,
        classes: tuple[str, ...],
        rows: npt.NDArray[np.uint32],
        idf: npt.NDArray[np.floating],
        weights: npt.NDArray[np.int8],
        scale: Floats,
        bias: Floats,
        beside: Floats,
    ) -> Linear:
        """A model from its parts; ValueError where the shapes do not fit each other."""
        wide = len(classes)
        if weights.shape != (rows.size, wide) or (idf.size, scale.size, bias.size) != (rows.size, wide, wide):
            raise ValueError("the weights do not fit their rows and classes")
        if beside.shape[1:] != (wide,):
            raise ValueError("the features beside the n-grams do not fit the classes")
        place = np.full(2**BITS, rows.size, dtype=np.int32)
        place[rows] = np.arange(rows.size, dtype=np.int32)
        worth = np.append(idf, 0).astype(np.float32)
        drawn = np.vstack([weights * scale, np.zeros((1, wide))]).astype(np.float32)
        return Linear(classes, rows, worth[:-1], weights, scale, bias, beside, place, worth, drawn)

    @staticmethod
    def unpacked(packed: bytes) -> Linear:
        """The model in a file's bytes; never unpickles."""
        with np.load(io.BytesIO(packed), allow_pickle=False) as file:
            return Linear.of(
                classes=tuple(str(name) for name in file["classes"]),
                **{name: file[name] for name in ("rows", "idf", "weights", "scale", "bias", "beside")},
            )

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
            beside=self.beside,
        )
        return held.getvalue()

    def scores(self, text: Counted, beside: Floats | None = None) -> Floats:
        """One score a class for a text's counted rows and, where the model has them, its features beside."""
        distinct, often = text
        lines = self.place.take(distinct)
        values = often * self.worth.take(lines)
        total = self.bias if beside is None else self.bias + beside @ self.beside
        size = float(values @ values)
        if not size:
            return total
        scored: Floats = (values @ self.drawn.take(lines, axis=0)).astype(np.float32, copy=False)
        return scored * np.float32(size**-0.5) + total

    def known(self, text: Counted) -> int:
        """How many of a text's distinct rows the model has seen."""
        return int((self.place[text[0]] < self.rows.size).sum())

    def probabilities(self, text: Counted, beside: Floats | None = None) -> Floats:
        """A chance for each class; they sum to 1."""
        return chances(self.scores(text, beside))


def chances(scores: Floats) -> Floats:
    """Each class's own chance by the logistic curve, shared out to sum to 1. Unlike a softmax it does not let one strong
    score silence the doubt: on messages held out it says what comes true (docs/quality.md)."""
    each: Floats = (1.0 / (1.0 + np.exp(-np.clip(scores, -40.0, 40.0)))).astype(np.float32, copy=False)
    each /= each.sum(axis=-1, keepdims=True)
    return each
