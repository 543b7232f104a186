"""Training of the categories: needs scikit-learn and SciPy (`pip install xiangli[train]`), the run never does.

Two linear machines are trained and their weights averaged into one: a support vector machine over all rows, and one
whose rows are first weighted by how much oftener they stand in a class than beside it (S. Wang, C. Manning, Baselines
and Bigrams, 2012). They err differently; together they are better than either, and cost the run nothing more.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from xiangli.engines.triage.category import ROWS, Categories, Read, weighed
from xiangli.engines.triage.fitting import FOLDS, SHARPNESS, SHIFT, TrainingNeeds
from xiangli.engines.triage.linear import chances

LEAST = 3
"""Texts a row must stand in."""
PLAIN, ODDS = 1.5, 0.5
"""Inverse strength of the penalty of the two machines."""
FLOOR = 0.25
"""What the weighting leaves of a row that tells nothing."""
CLOSE = 1e-2
"""How exactly the machines are solved; finer changes no figure."""

Table = Any
"""A SciPy sparse matrix, texts × rows."""
Weights = npt.NDArray[np.float64]


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
    """Weights (rows × classes) and bias of the two machines' average."""
    plain, plain_bias = _machine(table, answers, PLAIN)
    said = np.stack([np.asarray(table[answers == k].sum(axis=0)).ravel() for k in range(answers.max() + 1)], 1)
    odds, odds_bias = np.empty_like(plain), np.empty_like(plain_bias)
    for k in range(said.shape[1]):
        here = said[:, k] + 0.5
        beside = said.sum(axis=1) - said[:, k] + 0.5
        telling = np.abs(np.log(here / here.sum()) - np.log(beside / beside.sum()))
        worth = FLOOR + (1 - FLOOR) * telling / telling.mean()
        found, bias = _machine(_scaled(table, worth), (answers == k).astype(np.intp), ODDS)
        odds[:, k], odds_bias[k] = found[:, 0] * worth, bias[0]
    return (plain + odds) / 2, (plain_bias + odds_bias) / 2


def _machine(table: Table, answers: npt.NDArray[np.integer], strength: float) -> tuple[Weights, Weights]:
    try:
        from sklearn.svm import LinearSVC  # training only: the run must work without it
    except ImportError as missing:
        raise TrainingNeeds from missing
    machine = LinearSVC(C=strength, dual=True, tol=CLOSE, random_state=0).fit(table, answers)
    return machine.coef_.T, machine.intercept_


def _scaled(table: Table, worth: Weights) -> Table:
    scaled = table.copy()
    scaled.data = scaled.data * worth.astype(scaled.data.dtype)[scaled.indices]
    return scaled


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
        return -float(np.log(chances(margin * np.float32(curve[0]) + np.float32(curve[1]))[np.arange(hit.size), hit]).sum())

    return min(itertools.product(SHARPNESS, SHIFT), key=unlikeliness)
