"""How like two texts are in what they speak of: the cosine of their weighted n-grams, as the topic model weighs them.

Joining asks whether two texts tell of one event; this asks whether they tell of one kind of thing.
"""

from __future__ import annotations

import numpy as np

from xiangli.engines.triage.grams import Counted
from xiangli.engines.triage.linear import Floats, Linear


def likeness(model: Linear, one: Counted, others: list[Counted]) -> list[float]:
    """For each of ``others`` a number from 0 (nothing shared) to 1 (the same words)."""
    rows, mine = _weighed(model, one)
    out = []
    for other in others:
        theirs, values = _weighed(model, other)
        _, a, b = np.intersect1d(rows, theirs, assume_unique=True, return_indices=True)
        out.append(float(mine[a] @ values[b]))
    return out


def _weighed(model: Linear, text: Counted) -> tuple[np.ndarray, Floats]:
    distinct, often = text
    lines = model.place.take(distinct)
    known = np.flatnonzero(lines < model.rows.size)
    lines = lines.take(known)
    values: Floats = (often.take(known) * model.idf.take(lines) ** 2).astype(np.float32)
    size = float(np.sqrt(values @ values))
    return lines, values / size if size else values
