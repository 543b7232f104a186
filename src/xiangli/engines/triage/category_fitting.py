"""Training of the categories: needs scikit-learn and SciPy (`pip install xiangli[train]`), the run never does.

`machines.averaged` over the parts of a text as `category.read` gives them, and the networks of `network_fitting`.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from xiangli.engines.triage import network_fitting
from xiangli.engines.triage.category import ROWS, Categories, Read, read, weighed
from xiangli.engines.triage.fitting import FOLDS, SHARPNESS, SHIFT
from xiangli.engines.triage.linear import chances
from xiangli.engines.triage.machines import Table, TrainingNeeds, Weights, averaged
from xiangli.engines.triage.network_fitting import Worded, worded
from xiangli.engines.triage.runs import runs

LEAST = 3
"""Texts a row must stand in."""
PLAIN, ODDS = 1.0, 0.5
"""Inverse strength of the penalty of the two machines."""


SHARE = 0.2
"""What a network's log-chance counts beside the linear machine's margin."""


def fit(texts: Sequence[str], labels: Sequence[str]) -> Categories:
    """A model of texts and their categories; ValueError for fewer than three categories, TrainingNeeds without SciPy."""
    classes, answers = np.unique(np.array(labels), return_inverse=True)
    if classes.size < 3:
        raise ValueError("three classes or more are needed")
    table, rows, idf = _table([read(runs(text)) for text in texts])
    told = worded(texts)
    weights, bias = trained(table, answers)
    sharp, shift = _curve(table, told, answers)
    weights, bias = weights * sharp, bias * sharp + shift
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-9) / 127
    return Categories(
        tuple(str(name) for name in classes),
        rows,
        idf,
        np.rint(weights / scale).astype(np.int8),
        scale.astype(np.float32),
        bias.astype(np.float32),
        SHARE * sharp,
        network_fitting.fit(told, np.arange(len(texts)), answers),
    )


def _table(texts: Sequence[Read]) -> tuple[Table, npt.NDArray[np.uint32], npt.NDArray[np.float32]]:
    """Texts × the rows that stand in LEAST of them or more, those rows, and how rare each is."""
    try:
        from scipy.sparse import csr_matrix  # training only: the run must work without it
    except ImportError as missing:
        raise TrainingNeeds from missing
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
        known = rows[idf[rows] > 0]
        columns.append(line[known])
        values.append(weighed(known, often[idf[rows] > 0] * idf[known]))
        starts.append(starts[-1] + known.size)
    table = csr_matrix((np.concatenate(values), np.concatenate(columns), starts), shape=(len(texts), kept.size))
    return table, kept.astype(np.uint32), idf[kept]


def trained(table: Table, answers: npt.NDArray[np.integer]) -> tuple[Weights, Weights]:
    """Weights (rows × classes) and bias of the linear machine."""
    return averaged(table, answers, plain=PLAIN, odds=ODDS, balanced=True)


def _curve(table: Table, told: Worded, answers: npt.NDArray[np.integer]) -> tuple[float, float]:
    """The factor and the shift of the scores that make answers held out likeliest."""
    fold = np.random.default_rng(0).integers(0, FOLDS, answers.size)
    margins, hits = [], []
    for part in range(FOLDS):
        on, held = np.flatnonzero(fold != part), np.flatnonzero(fold == part)
        if np.unique(answers[on]).size <= answers.max():
            return 1.0, 0.0  # too few texts to keep some aside
        weights, bias = trained(table[on], answers[on])
        nets = network_fitting.fit(told, on, answers)
        margins.append(table[held] @ weights + bias + SHARE * network_fitting.log_chances(nets, told.table[held]))
        hits.append(answers[held])
    margin, hit = np.concatenate(margins).astype(np.float32), np.concatenate(hits)

    def unlikeliness(curve: tuple[float, float]) -> float:
        likely = chances(margin * np.float32(curve[0]) + np.float32(curve[1]))[np.arange(hit.size), hit]
        return -float(np.log(likely).sum())

    return min(itertools.product(SHARPNESS, SHIFT), key=unlikeliness)
