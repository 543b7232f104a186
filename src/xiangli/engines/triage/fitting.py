"""Training of the linear models: needs scikit-learn and SciPy (`pip install xiangli[train]`), the run never does."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from xiangli.engines.triage.grams import BITS, Rows, counted
from xiangli.engines.triage.linear import Linear


class TrainingNeeds(RuntimeError):
    """scikit-learn is not installed."""

    def __init__(self) -> None:
        super().__init__("training needs scikit-learn: pip install 'xiangli[train]'")


def fit(
    texts: Sequence[Rows],
    labels: Sequence[str],
    *,
    weights: Sequence[float] | None = None,
    strength: float = 10.0,
    least: int = 2,
    most: int = 60_000,
) -> Linear:
    """Multinomial logistic regression on hashed rows, cut to the `most` heaviest rows and to int8.

    `texts` are rows with repeats as `grams` gives them, `labels` one class each, `weights` how much a text counts,
    `strength` the inverse of the L2 penalty, `least` the texts a row must stand in.
    """
    try:
        from scipy.sparse import csr_matrix, diags  # training only: the run must work without it
        from sklearn.linear_model import LogisticRegression  # training only: the run must work without it
    except ImportError as missing:
        raise TrainingNeeds from missing
    distinct = [counted(rows) for rows in texts]
    starts = np.concatenate(([0], np.cumsum([d.size for d, _ in distinct])))
    columns = np.concatenate([d for d, _ in distinct]).astype(np.int64)
    table = csr_matrix((np.concatenate([o for _, o in distinct]), columns, starts), shape=(len(texts), 2**BITS))
    standing = np.bincount(columns, minlength=2**BITS)
    kept = np.flatnonzero(standing >= least)
    idf = (1 + np.log((1 + len(texts)) / (1 + standing[kept]))).astype(np.float32)
    table = (table[:, kept] @ diags(idf)).tocsr()
    length = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    table = (diags(1 / np.maximum(length, 1e-9)) @ table).tocsr()
    machine = LogisticRegression(C=strength, max_iter=300, tol=1e-3)
    machine.fit(table, list(labels), sample_weight=weights)
    coefficients, bias = machine.coef_, machine.intercept_
    if len(machine.classes_) == 2:
        coefficients, bias = np.vstack([-coefficients, coefficients]) / 2, np.array([-bias[0], bias[0]]) / 2
    heavy = np.argsort(-np.abs(coefficients).max(axis=0))[:most]
    heavy.sort()
    scale = np.abs(coefficients[:, heavy]).max(axis=1) / 127
    whole = np.rint(coefficients[:, heavy] / scale[:, None]).astype(np.int8).T
    return Linear.of(
        tuple(str(name) for name in machine.classes_),
        kept[heavy].astype(np.uint32),
        idf[heavy],
        np.ascontiguousarray(whole),
        scale.astype(np.float32),
        np.asarray(bias, dtype=np.float32),
    )


def macro_f1(truth: Sequence[str], guess: Sequence[str]) -> float:
    """Mean F1 over the classes that stand in the truth; 0 for an empty truth."""
    pairs: npt.NDArray[np.float64] = np.array(
        [
            2 * sum(t == c == g for t, g in zip(truth, guess, strict=True)) / (truth.count(c) + guess.count(c))
            for c in sorted(set(truth))
        ]
    )
    return float(pairs.mean()) if pairs.size else 0.0
