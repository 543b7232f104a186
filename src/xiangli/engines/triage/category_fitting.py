"""Training of the categories: needs scikit-learn and SciPy (`pip install xiangli[train]`), the run never does.

`machines.averaged` over the parts of a text as `category.read` gives them.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from xiangli.engines.triage.category import ROWS, Categories, Read, weighed
from xiangli.engines.triage.fitting import FOLDS, SHARPNESS, SHIFT
from xiangli.engines.triage.linear import chances
from xiangli.engines.triage.machines import Table, TrainingNeeds, Weights, averaged

LEAST = 3
"""Texts a row must stand in."""
PLAIN, ODDS = 1.0, 0.5
"""Inverse strength of the penalty of the two machines."""


def fit(texts: Sequence[Read], labels: Sequence[str]) -> Categories:
    """A model of texts as `category.read` and their categories; ValueError for fewer than three categories."""
    try:
        from scipy.sparse import csr_matrix  # training only: the run must work without it
    except ImportError as missing:
        raise TrainingNeeds from missing
    classes, answers = np.unique(np.array(labels), return_inverse=True)
    if classes.size < 3:
        raise ValueError("three classes or more are needed")
    standing = np.zeros(ROWS, dtype=np.int64)
    for rows, _ in texts:
        standing[rows] += 1
    kept = np.flatnonzero(standing >= min(LEAST, len(texts)))
    idf = np.zeros(ROWS, dtype=np.float32)
    idf[kept] = 1 + np.log((1 + len(texts)) / (1 + standing[kept]))
    line = np.full(ROWS, -1, dtype=np.int64)
    line[kept] = np.arange(kept.size)
    columns, values, starts = [], [], [0]
    for rows, often in texts:
        known = idf[rows] > 0
        columns.append(line[rows[known]])
        values.append(weighed(rows[known], often[known] * idf[rows[known]]))
        starts.append(starts[-1] + columns[-1].size)
    table = csr_matrix((np.concatenate(values), np.concatenate(columns), starts), shape=(len(texts), kept.size))
    weights, bias = trained(table, answers)
    sharp, shift = _curve(table, answers)
    weights, bias = weights * sharp, bias * sharp + shift
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-9) / 127
    return Categories(
        tuple(str(name) for name in classes),
        kept.astype(np.uint32),
        idf[kept],
        np.rint(weights / scale).astype(np.int8),
        scale.astype(np.float32),
        bias.astype(np.float32),
    )


def trained(table: Table, answers: npt.NDArray[np.integer]) -> tuple[Weights, Weights]:
    """Weights (rows × classes) and bias."""
    return averaged(table, answers, plain=PLAIN, odds=ODDS, balanced=True)


def _curve(table: Table, answers: npt.NDArray[np.integer]) -> tuple[float, float]:
    """The factor and the shift of the scores that make answers held out likeliest."""
    fold = np.random.default_rng(0).integers(0, FOLDS, answers.size)
    margins, hits = [], []
    for part in range(FOLDS):
        if np.unique(answers[fold != part]).size <= answers.max():
            return 1.0, 0.0  # too few texts to keep some aside
        weights, bias = trained(table[fold != part], answers[fold != part])
        margins.append(table[fold == part] @ weights + bias)
        hits.append(answers[fold == part])
    margin, hit = np.concatenate(margins).astype(np.float32), np.concatenate(hits)

    def unlikeliness(curve: tuple[float, float]) -> float:
        return -float(
            np.log(chances(margin * np.float32(curve[0]) + np.float32(curve[1]))[np.arange(hit.size), hit]).sum()
        )

    return min(itertools.product(SHARPNESS, SHIFT), key=unlikeliness)
