"""Linear support vector machines of the training: needs scikit-learn and SciPy (`pip install xiangli[train]`).

Two are trained and averaged into one: one over all rows as they are, and one whose rows are first weighted by how much
oftener they stand in a class than beside it (S. Wang, C. Manning, Baselines and Bigrams, 2012). They err differently;
together they are better than either, and cost the run nothing more.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

FLOOR = 0.25
"""What the weighting leaves of a row that tells nothing."""
CLOSE = 1e-2
"""How exactly the machines are solved; finer changes no figure."""

Table = Any
"""A SciPy sparse matrix, texts × rows."""
Weights = npt.NDArray[np.float64]


class TrainingNeeds(RuntimeError):
    """scikit-learn is not installed."""

    def __init__(self) -> None:
        super().__init__("training needs scikit-learn: pip install 'xiangli[train]'")


def averaged(
    table: Table,
    answers: npt.NDArray[np.integer],
    *,
    plain: float,
    odds: float = 0.0,
    doubt: float = 0.5,
    worth: Weights | None = None,
    balanced: bool = False,
) -> tuple[Weights, Weights]:
    """Weights (rows × classes) and bias; `answers` are 0, 1, … and three or more.

    `plain` and `odds` are the inverse strengths of the two machines' penalties (`odds` 0: only the plain one), `doubt`
    what is added to each sum before odds are taken, `worth` how much each text counts, `balanced` whether the plain
    machine takes rare classes as seriously as common ones.
    """
    weights, bias = _machine(table, answers, plain, worth, balanced)
    if not odds:
        return weights, bias
    counted = table if worth is None else _rows_scaled(table, worth)
    said = np.stack([np.asarray(counted[answers == k].sum(axis=0)).ravel() for k in range(weights.shape[1])], 1)
    everywhere = said.sum(axis=1)
    for k in range(said.shape[1]):
        here, beside = said[:, k] + doubt, everywhere - said[:, k] + doubt
        telling = np.abs(np.log(here / here.sum()) - np.log(beside / beside.sum()))
        scale = FLOOR + (1 - FLOOR) * telling / max(float(telling.mean()), 1e-9)
        found, shift = _machine(_columns_scaled(table, scale), (answers == k).astype(np.intp), odds, worth, False)
        weights[:, k] = (weights[:, k] + found[:, 0] * scale) / 2
        bias[k] = (bias[k] + shift[0]) / 2
    return weights, bias


def _machine(
    table: Table, answers: npt.NDArray[np.integer], strength: float, worth: Weights | None, balanced: bool
) -> tuple[Weights, Weights]:
    try:
        from sklearn.svm import LinearSVC  # training only: the run must work without it
    except ImportError as missing:
        raise TrainingNeeds from missing
    machine = LinearSVC(
        C=strength, dual=True, tol=CLOSE, random_state=0, class_weight="balanced" if balanced else None
    ).fit(table, answers, sample_weight=worth)
    return np.array(machine.coef_.T), np.array(machine.intercept_)


def _columns_scaled(table: Table, scale: Weights) -> Table:
    scaled = table.copy()
    scaled.data = scaled.data * scale.astype(scaled.data.dtype)[scaled.indices]
    return scaled


def _rows_scaled(table: Table, scale: Weights) -> Table:
    scaled = table.copy()
    scaled.data = scaled.data * np.repeat(scale.astype(scaled.data.dtype), np.diff(scaled.indptr))
    return scaled
