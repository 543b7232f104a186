"""Training of the linear models: needs scikit-learn and SciPy (`pip install xiangli[train]`), the run never does."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from xiangli.engines.triage.grams import BITS, Counted
from xiangli.engines.triage.linear import Linear, chances
from xiangli.engines.triage.machines import TrainingNeeds, averaged

FOLDS = 3
DOUBT = 0.1
Machine = tuple[npt.NDArray[np.integer], npt.NDArray[np.float64], npt.NDArray[np.float64]]
"""Its classes, its weights (rows × classes), its bias."""
SHARPNESS = tuple(float(x) for x in np.geomspace(0.5, 12, 16))
SHIFT = tuple(float(x) for x in np.linspace(-5, 3, 17))


def fit(
    texts: Sequence[Counted],
    labels: Sequence[str],
    *,
    weights: Sequence[float] | None = None,
    beside: npt.NDArray[np.floating] | None = None,
    strength: float = 1.0,
    odds: float = 0.0,
    least: int = 2,
    most: int = 60_000,
) -> Linear:
    """Linear support vector machines, one class against the rest, cut to the `most` heaviest rows and to int8.

    `texts` are counted rows, `labels` one class each, `weights` how much a text counts (≥ 1 for the judged ones),
    `beside` dense features (texts × features), `strength` the inverse of the L2 penalty, `odds` that of
    a second machine averaged with it (`machines.averaged`; 0 for none), `least` the texts a row must
    stand in. Scores are sharpened and shifted so that the chances they give are as true as can be on judged texts held out.
    """
    try:
        from scipy.sparse import csr_matrix, diags, hstack  # training only: the run must work without it
    except ImportError as missing:
        raise TrainingNeeds from missing
    starts = np.concatenate(([0], np.cumsum([distinct.size for distinct, _ in texts])))
    columns = np.concatenate([distinct for distinct, _ in texts]).astype(np.int64)
    table = csr_matrix((np.concatenate([often for _, often in texts]), columns, starts), shape=(len(texts), 2**BITS))
    standing = np.bincount(columns, minlength=2**BITS)
    kept = np.flatnonzero(standing >= least)
    idf = (1 + np.log((1 + len(texts)) / (1 + standing[kept]))).astype(np.float32)
    table = (table[:, kept] @ diags(idf)).tocsr()
    length = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    table = (diags(1 / np.maximum(length, 1e-9)) @ table).tocsr()
    if beside is not None:
        table = hstack([table, csr_matrix(beside)]).tocsr()
    classes, answers = np.unique(np.array(labels), return_inverse=True)
    if classes.size < 3:
        raise ValueError("three classes or more are needed")
    worth = np.ones(len(answers)) if weights is None else np.array(weights, dtype=float)

    def trained(on: npt.NDArray[np.integer]) -> Machine:
        known, told = np.unique(answers[on], return_inverse=True)
        return known, *averaged(table[on], told, plain=strength, odds=odds, doubt=DOUBT, worth=worth[on])

    _, found, bias = trained(np.arange(len(answers)))
    sharp, shift = _curve(trained, table, answers, worth)
    coefficients = found[: kept.size].T * sharp
    heavy = np.sort(np.argsort(-np.abs(coefficients).max(axis=0))[:most])
    scale = np.maximum(np.abs(coefficients[:, heavy]).max(axis=1), 1e-9) / 127
    return Linear.of(
        classes=tuple(str(name) for name in classes),
        rows=kept[heavy].astype(np.uint32),
        idf=idf[heavy],
        weights=np.ascontiguousarray(np.rint(coefficients[:, heavy] / scale[:, None]).astype(np.int8).T),
        scale=scale.astype(np.float32),
        bias=(bias * sharp + shift).astype(np.float32),
        beside=np.ascontiguousarray((found[kept.size :] * sharp).astype(np.float32)),
    )


def _curve(
    trained: Callable[[npt.NDArray[np.integer]], Machine],
    table: Any,
    answers: npt.NDArray[np.integer],
    worth: npt.NDArray[np.floating],
) -> tuple[float, float]:
    """The factor and the shift of the scores that make held-out judged answers likeliest."""
    fold = np.random.default_rng(0).integers(0, FOLDS, len(answers))
    margins, hits = [], []
    for part in range(FOLDS):
        known, weights, bias = trained(np.flatnonzero(fold != part))
        held = np.flatnonzero((fold == part) & (worth >= 1) & np.isin(answers, known))
        margins.append((table[held] @ weights + bias).astype(np.float32))
        hits.append(np.searchsorted(known, answers[held]))

    def unlikeliness(curve: tuple[float, float]) -> float:
        sharp, shift = curve
        total = 0.0
        for margin, hit in zip(margins, hits, strict=True):
            total -= float(
                np.log(chances(margin * np.float32(sharp) + np.float32(shift))[np.arange(len(hit)), hit]).sum()
            )
        return total

    return min(itertools.product(SHARPNESS, SHIFT), key=unlikeliness)


def macro_f1(truth: Sequence[str], guess: Sequence[str]) -> float:
    """Mean F1 over the classes that stand in the truth; 0 for an empty truth."""
    names = sorted(set(truth))
    if not names:
        return 0.0
    right = {name: sum(t == name == g for t, g in zip(truth, guess, strict=True)) for name in names}
    counts = {name: list(truth).count(name) + list(guess).count(name) for name in names}
    return sum(2 * right[name] / counts[name] for name in names) / len(names)
