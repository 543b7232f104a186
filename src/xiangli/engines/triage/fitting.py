"""Training of the linear models: needs scikit-learn and SciPy (`pip install xiangli[train]`), the run never does."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from xiangli.engines.triage.grams import BITS, Counted
from xiangli.engines.triage.linear import Linear, chances

FOLDS = 3
SHARPNESS = tuple(float(x) for x in np.geomspace(0.5, 12, 16))
SHIFT = tuple(float(x) for x in np.linspace(-5, 3, 17))


class TrainingNeeds(RuntimeError):
    """scikit-learn is not installed."""

    def __init__(self) -> None:
        super().__init__("training needs scikit-learn: pip install 'xiangli[train]'")


def fit(
    texts: Sequence[Counted],
    labels: Sequence[str],
    *,
    weights: Sequence[float] | None = None,
    beside: npt.NDArray[np.floating] | None = None,
    strength: float = 1.0,
    least: int = 2,
    most: int = 60_000,
) -> Linear:
    """A linear support vector machine, one class against the rest, cut to the `most` heaviest rows and to int8.

    `texts` are counted rows, `labels` one class each, `weights` how much a text counts (≥ 1 for the judged ones),
    `beside` dense features (texts × features), `strength` the inverse of the L2 penalty, `least` the texts a row must
    stand in. Scores are sharpened and shifted so that the chances they give are as true as can be on judged texts held out.
    """
    try:
        from scipy.sparse import csr_matrix, diags, hstack  # training only: the run must work without it
        from sklearn.svm import LinearSVC  # training only: the run must work without it
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
    answers = np.array(labels)
    worth = np.ones(len(answers)) if weights is None else np.array(weights, dtype=float)

    def trained(on: npt.NDArray[Any]) -> Any:
        machine = LinearSVC(C=strength, dual=True, random_state=0)
        return machine.fit(table[on], answers[on], sample_weight=worth[on])

    machine = trained(np.arange(len(answers)))
    if len(machine.classes_) < 3:
        raise ValueError("three classes or more are needed")
    sharp, shift = _curve(trained, table, answers, worth)
    coefficients = machine.coef_[:, : kept.size] * sharp
    heavy = np.sort(np.argsort(-np.abs(coefficients).max(axis=0))[:most])
    scale = np.maximum(np.abs(coefficients[:, heavy]).max(axis=1), 1e-9) / 127
    return Linear.of(
        classes=tuple(str(name) for name in machine.classes_),
        rows=kept[heavy].astype(np.uint32),
        idf=idf[heavy],
        weights=np.ascontiguousarray(np.rint(coefficients[:, heavy] / scale[:, None]).astype(np.int8).T),
        scale=scale.astype(np.float32),
        bias=(machine.intercept_ * sharp + shift).astype(np.float32),
        beside=np.ascontiguousarray((machine.coef_[:, kept.size :] * sharp).T.astype(np.float32)),
    )


def _curve(trained: Any, table: Any, answers: npt.NDArray[Any], worth: npt.NDArray[Any]) -> tuple[float, float]:
    """The factor and the shift of the scores that make held-out judged answers likeliest."""
    fold = np.random.default_rng(0).integers(0, FOLDS, len(answers))
    margins, hits = [], []
    for part in range(FOLDS):
        machine = trained(np.flatnonzero(fold != part))
        held = np.flatnonzero((fold == part) & (worth >= 1) & np.isin(answers, machine.classes_))
        margins.append(machine.decision_function(table[held]))
        hits.append(np.searchsorted(machine.classes_, answers[held]))

    def unlikeliness(curve: tuple[float, float]) -> float:
        sharp, shift = curve
        total = 0.0
        for margin, hit in zip(margins, hits, strict=True):
            total -= float(np.log(chances(margin * sharp + shift)[np.arange(len(hit)), hit]).sum())
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
