"""Train the shipped weights: category, topic and line. `train_models.py TRUTH_FOLDER` (needs scikit-learn).

The folder holds the judged messages (`labelled`, `messages`, `stream`, `replies`, `owners`, as .jsonl.gz); only weights
over hashed n-grams leave it. Topics are learned from our own texts (`engines/models/texts`), the list's words, and the
folder's messages where the words of the list speak clearly and agree with the judged category or owner.
"""

from __future__ import annotations

import sys
from pathlib import Path

from xiangli.engines.triage.fitting import fit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.training_rows import category_rows, line_rows, topic_rows

MODELS = Path(__file__).resolve().parents[1] / "src/xiangli/engines/models"


def main(folder: Path) -> None:
    """Write category.npz, topic.npz and line.npz into the package."""
    texts, labels = category_rows(folder)
    fit(texts, labels, strength=20, most=40_000).write(MODELS / "category.npz")
    texts, labels, weights = topic_rows(folder)
    fit(texts, labels, weights=weights, strength=20, most=40_000, least=1).write(MODELS / "topic.npz")
    texts, labels, weights = line_rows(folder)
    fit(texts, labels, weights=weights, strength=30, most=40_000).write(MODELS / "line.npz")
    for file in sorted(MODELS.glob("*.npz")):
        print(f"{file.name} {file.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
