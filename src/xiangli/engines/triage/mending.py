"""Mending a linear model by single corrections: the least change of its weights that sets each right by a margin.

Passive-aggressive steps (Crammer et al. 2006, PA-I): from the wrong class to the right one, along the text's own n-grams, no
further than ``STEP`` at once. Nothing else of the model moves, and no text can be had back from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from xiangli.engines.triage.grams import Counted
from xiangli.engines.triage.linear import Floats, Linear

MARGIN = 0.5
STEP = 0.5
ROUNDS = 40


@dataclass(frozen=True)
class Lesson:
    """A text as the model reads it, its features beside (None for none), and the class a person said it is."""

    text: Counted
    right: str
    beside: Floats | None = None


def mended(model: Linear, lessons: Sequence[Lesson]) -> Linear:
    """A new model; lessons of classes it does not know, or of texts it knows nothing of, teach nothing."""
    table = model.weights.astype(np.float32) * model.scale
    column = {name: n for n, name in enumerate(model.classes)}
    read = [
        (
            *_line(model, one.text),
            column[one.right],
            model.bias if one.beside is None else model.bias + one.beside @ model.beside,
        )
        for one in lessons
        if one.right in column
    ]
    for _ in range(ROUNDS):
        moved = False
        for lines, values, right, base in read:
            if not lines.size:
                continue
            scores = values @ table[lines] + base
            rivals = scores.copy()
            rivals[right] = -np.inf
            wrong = int(rivals.argmax())
            loss = MARGIN - float(scores[right] - scores[wrong])
            if loss > 0:
                step = min(STEP, loss / 2)  # the text's own length is 1
                table[lines, right] += step * values
                table[lines, wrong] -= step * values
                moved = True
        if not moved:
            break
    scale = np.maximum(np.abs(table).max(axis=0), 1e-9).astype(np.float32) / 127
    return Linear.of(
        classes=model.classes, rows=model.rows, idf=model.idf, weights=np.rint(table / scale).astype(np.int8), scale=scale,
        bias=model.bias, beside=model.beside,
    )  # fmt: skip


def right_share(model: Linear, lessons: Sequence[Lesson]) -> float:
    """The share of lessons whose class the model puts first; 1 for none."""
    known = [one for one in lessons if one.right in model.classes]
    hits = sum(model.classes[int(model.scores(one.text, one.beside).argmax())] == one.right for one in known)
    return hits / len(known) if known else 1.0


def _line(model: Linear, text: Counted) -> tuple[np.ndarray, Floats]:
    distinct, often = text
    lines = model.place.take(distinct)
    known = np.flatnonzero(lines < model.rows.size)
    lines = lines.take(known)
    values: Floats = (often.take(known) * model.idf.take(lines)).astype(np.float32)
    size = float(np.sqrt(values @ values))
    return lines, values / size if size else values
