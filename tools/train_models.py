"""Train the shipped weights: category, topic and line. `train_models.py TRUTH_FOLDER [category topic line]` (needs scikit-learn).

The folder holds the judged messages (`labelled`, `messages`, `stream`, `replies`, `owners`, as .jsonl.gz); only weights
over hashed n-grams leave it. Topics are learned from our own texts (`engines/models/texts`), the list's words, and the
folder's messages where the words of the list speak clearly; lines from the judged owners and our own texts.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from xiangli.engines.triage import category_fitting
from xiangli.engines.triage.category import Categories
from xiangli.engines.triage.fitting import fit
from xiangli.engines.triage.grams import Counted
from xiangli.engines.triage.linear import Linear

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.training_rows import LineRows, category_rows, line_rows, topic_rows

MODELS = Path(__file__).resolve().parents[1] / "src/xiangli/engines/models"


def category_model(texts: list[str], labels: list[str]) -> Categories:
    """The seven broad categories."""
    return category_fitting.fit(texts, labels)


def topic_model(texts: list[Counted], labels: list[str], weights: list[float]) -> Linear:
    """The topics of the list, and none of these."""
    return fit(texts, labels, weights=weights, strength=0.5, most=50_000)


def line_model(rows: LineRows, on: npt.NDArray[np.integer]) -> Linear:
    """The lines, from the rows numbered in `on`."""
    return fit(
        [rows.texts[k] for k in on],
        [rows.labels[k] for k in on],
        weights=[rows.weights[k] for k in on],
        beside=rows.beside[on],
        strength=1.0,
        odds=0.5,
        most=50_000,
    )


def main(folder: Path, wanted: Sequence[str] = ()) -> None:
    """Write category.npz, topic.npz and line.npz into the package, or only those wanted (line needs topic's anew)."""
    if "category" in wanted or not wanted:
        (MODELS / "category.npz").write_bytes(category_model(*category_rows(folder)).packed())
    if {"topic", "line"} & set(wanted) or not wanted:
        topics = topic_model(*topic_rows(folder))
        (MODELS / "topic.npz").write_bytes(topics.packed())
        rows = line_rows(folder, topics)
        (MODELS / "line.npz").write_bytes(line_model(rows, np.arange(len(rows.texts))).packed())
    for file in sorted(MODELS.glob("*.npz")):
        print(f"{file.name} {file.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
