"""Train the joining engine: `rarity.bin.gz` from the messages, `weights.json` from judged pairs.

Use: XIANGLI_TRUTH=FOLDER python tools/train_joining.py. Prints the precision of pairs kept aside (8 folds; pairs that
share a message, an event or a site are never split) at rising recall.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from xiangli.engines.joining.grams import BUCKETS, STEP, grams, rarity

Floats = NDArray[np.float64]
TARGET = Path(__file__).parent.parent / "src/xiangli/engines/joining"
# Letters of the text: the village writes shorter than the town, so each pair is learnt at three lengths.
CUTS = (500, 60, 25)
FORMS = ("%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y-%m-%d %H:%M:%S")


def lines(path: Path) -> list[dict[str, Any]]:
    """Rows of a packed JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def moment(written: str) -> datetime | None:
    """The time a message was written, None where no known form fits."""
    for form in FORMS:
        try:
            return datetime.strptime(written, form).astimezone()
        except ValueError:
            continue
    return None


def count_rarity(texts: Iterable[str]) -> None:
    """Writes the rarity table."""
    holding, n = np.zeros(BUCKETS), 0
    for text in texts:
        holding[np.unique(grams(text))] += 1
        n += 1
    rare = np.clip(np.round(np.log((n + 1) / (holding + 1)) * STEP), 1, 255).astype(np.uint8)
    (TARGET / "rarity.bin.gz").write_bytes(gzip.compress(rare.tobytes(), 9, mtime=0))
    rarity.cache_clear()
    print(f"rarity of {n} texts, {int((holding > 0).sum())} buckets used")


def sites(pairs: list[dict[str, Any]], groups: dict[str, list[dict[str, Any]]]) -> list[str]:
    """For each pair the name of all pairs that must stay in one fold with it."""
    up: dict[str, str] = {}

    def top(x: str) -> str:
        up.setdefault(x, x)
        while up[x] != x:
            up[x] = up[up[x]]
            x = up[x]
        return x

    for pair in pairs:
        up[top(pair["a"])] = top(pair["b"])
    for group in (*groups["largest"], *groups["others"]):
        for other in group["ids"][1:]:
            up[top(other)] = top(group["ids"][0])
    return [top(pair["a"]) for pair in pairs]


def model() -> Pipeline:
    """One logistic regression over scaled overlaps."""
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.3, max_iter=1000))


def fit(xs: list[Floats], y: Floats, folds: list[str], name: str) -> list[float]:
    """Constant and weights on raw overlaps, after printing what pairs kept aside get; one x for each cut of CUTS."""
    told = [np.zeros(len(y)) for _ in xs]
    for learnt, aside in GroupKFold(8).split(y, y, folds):
        one = model().fit(np.vstack([x[learnt] for x in xs]), np.tile(y[learnt], len(xs)))
        for x, sure in zip(xs, told, strict=True):
            sure[aside] = one.predict_proba(x[aside])[:, 1]
    for cut, sure in zip(CUTS, told, strict=True):
        order = np.argsort(-sure)
        precision = np.cumsum(y[order]) / np.arange(1, len(y) + 1)
        recall = np.cumsum(y[order]) / y.sum()
        at = {r: round(float(precision[np.searchsorted(recall, r)]), 3) for r in (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)}
        print(f"{name}, text cut at {cut}: precision at recall {at}")
    whole = model().fit(np.vstack(xs), np.tile(y, len(xs)))
    scale, line = whole[0], whole[1]
    weights = line.coef_[0] / scale.scale_
    return [round(float(v), 4) for v in (line.intercept_[0] - (weights * scale.mean_).sum(), *weights)]


def main(folder: Path) -> None:
    """Trains both tables."""
    stream = lines(folder / "stream.jsonl.gz")
    rows = [*stream, *lines(folder / "replies.jsonl.gz"), *lines(folder / "messages.jsonl.gz")]
    count_rarity(f"{row.get('title', '')} {row.get('text', '')}" for row in rows)

    # These read the rarity table when first used, so it had to be written before.
    from xiangli.engines.joining.features import features
    from xiangli.engines.joining.similarity import overlaps

    pairs = lines(folder / "join_pairs.jsonl.gz")
    groups = json.loads((folder / "join_groups.json").read_text("utf-8"))
    xs = []
    for cut in CUTS:
        told = {row["id"]: features(row["title"], row["text"][:cut], moment(row["time"])) for row in stream}
        xs.append(np.array([overlaps(told[p["a"]], told[p["b"]]) for p in pairs]))
    y = np.array([float(p["same"]) for p in pairs])
    folds = sites(pairs, groups)
    untimed = [x[:, :-2] for x in xs]
    weights = {"timed": fit(xs, y, folds, "timed"), "untimed": fit(untimed, y, folds, "untimed")}
    (TARGET / "weights.json").write_text(json.dumps(weights) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(os.environ["XIANGLI_TRUTH"]))
