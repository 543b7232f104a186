"""Train the joining engine. Use: `XIANGLI_TRUTH=FOLDER python tools/train_joining.py` (needs scikit-learn).

`rarity.npz` and `subjects.npz` are counted on messages other than the stream, so the stream's own names stay unknown to
them; `keys.npz` is learned from known events, `weights.json` from judged pairs. Only hashes and weights leave the folder.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Collection
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.decomposition import TruncatedSVD
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler, normalize

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.join_truth import Truth, judged, lines, orders, read_truth, walk
from xiangli.engines.joining import reading
from xiangli.engines.joining.judging import NAMES, evidence
from xiangli.engines.joining.keying import BANDS, LEAST, chosen, kind, packed

TARGET = Path(__file__).resolve().parents[1] / "src/xiangli/engines/joining"
DIRECTIONS = 33
"""Directions of meaning that are told apart; the first says only how long a text is and is dropped."""
COMMONLY = 15
"""Reports of other events holding a run from which it is half as good a key."""
Floats = npt.NDArray[np.float64]


def write_tables(folder: Path) -> None:
    """Counts how rare runs are and what pairs of signs go together."""
    texts = [("", row["words"].replace(" ", "")) for row in lines(folder / "labelled.jsonl.gz")]
    for name in ("replies", "messages"):
        texts += [(row["title"], row["text"]) for row in lines(folder / f"{name}.jsonl.gz")]
    found = [reading.hashed([(title, text)], longest=1500, to_four=True)[:2] for title, text in texts]
    holding = np.zeros(1 << reading.BITS)
    for runs, _ in found:
        holding[np.unique(runs & np.uint32((1 << reading.BITS) - 1))] += 1
    steps = np.round(reading.STEP * np.log(len(found) / np.maximum(holding, 1))).clip(0, 255).astype(np.uint8)
    np.savez_compressed(TARGET / "rarity.npz", rarity=steps)
    reading.forget()
    at, held, ends = [], [], [0]
    for runs, flags in found:
        pairs = runs[(flags & (reading.THREE | reading.FOUR)) == 0]
        weights = reading.rarity(pairs)
        telling = (weights > reading.COMMON) & (weights < reading.TELLING)
        rows, back, counts = np.unique(
            pairs[telling] >> np.uint32(32 - reading.SUBJECT_BITS), return_inverse=True, return_counts=True
        )
        rarest = np.zeros(rows.size)
        np.maximum.at(rarest, back, weights[telling])
        at.append(rows)
        held.append(rarest * (1 + np.log(counts)))
        ends.append(ends[-1] + rows.size)
    shape = (len(found), 1 << reading.SUBJECT_BITS)
    matrix = normalize(csr_matrix((np.concatenate(held), np.concatenate(at), ends), shape=shape))
    svd = TruncatedSVD(DIRECTIONS, n_iter=4, random_state=1).fit(matrix)
    rows = (svd.components_[1:].T) / np.sqrt(svd.singular_values_[1:])
    greatest = np.quantile(np.abs(rows[np.abs(rows).sum(1) > 0]), 0.995)
    np.savez_compressed(
        TARGET / "subjects.npz", subjects=np.round(rows / greatest * 127).clip(-127, 127).astype(np.int8)
    )
    reading.forget()


def _traits(kinds: npt.NDArray[np.intp]) -> Floats:
    flags = (kinds % 256).astype(np.uint8)
    bits = ((flags[:, None] >> np.arange(8, dtype=np.uint8)) & 1).astype(float)
    band = np.eye(len(BANDS) + 1)[kinds // 256]
    title, text, often, three, four, named, early, placed = bits.T
    both = title * text
    pair = (1 - three - four).clip(0)
    together = [both, both * often, title * early, often * early, named * title, named * placed, placed * title,
                named * three, named * four, placed * three, placed * four, named * both]  # fmt: skip
    by_length = [length[:, None] * band for length in (pair, three, four)]
    return np.concatenate([bits, band, np.stack(together, 1), *by_length, both[:, None] * band], 1)


def key_scores(truth: Truth, without: Collection[int] = ()) -> Floats:
    """For every band and flags the log-odds that another report of the event holds the run and few others do."""
    everywhere = Counter(run for one in truth.found for run in one.runs.tolist())
    events: dict[int, list[int]] = defaultdict(list)
    for n, event in enumerate(truth.event):
        if truth.fold[n] not in without:
            events[event].append(n)
    kinds, good, weight = [], [], []
    for members in (m for m in events.values() if len(m) > 1):
        own = Counter(run for n in members for run in truth.found[n].runs.tolist())
        for n in members:
            one = truth.found[n]
            kept = reading.rarity(one.runs) >= LEAST
            runs = one.runs[kept].tolist()
            share = np.array([(own[run] - 1) / (len(members) - 1) for run in runs])
            outside = np.array([everywhere[run] - own[run] for run in runs])
            kinds.append(kind(one)[kept])
            good.append(share / (1 + outside / COMMONLY))
            weight.append(np.full(len(runs), 100 / np.sqrt(len(members)) / max(1, len(runs))))
    traits, right, heavy = _traits(np.concatenate(kinds)), np.concatenate(good), np.concatenate(weight)
    line = LogisticRegression(C=1, max_iter=500).fit(
        np.concatenate([traits, traits]),
        np.repeat([1, 0], len(traits)),
        sample_weight=np.concatenate([heavy * right, heavy * (1 - right)]),
    )
    told: Floats = _traits(np.arange(256 * (len(BANDS) + 1))) @ line.coef_[0] + line.intercept_[0]
    return told


def fit_similarity(
    truth: Truth, told: dict[tuple[int, int], bool], without: Collection[int] = ()
) -> tuple[float, Floats]:
    """Constant and weights of the evidence; pairs of the folds ``without`` take no part, large events count less."""
    taken = [(a, b) for a, b in told if truth.fold[a] not in without and truth.fold[b] not in without]
    nothing = np.zeros(len(NAMES))
    found = [evidence(truth.found[a], truth.found[b]) for a, b in taken]
    rows = np.array([nothing if one is None else one for one in found])
    often = Counter(truth.site[a] for a, _ in taken)
    heavy = np.array([often[truth.site[a]] ** -0.5 for a, _ in taken])
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=3000))
    right = [told[pair] for pair in taken]
    model.fit(rows, right, logisticregression__sample_weight=heavy * len(heavy) / heavy.sum())
    scale, line = model[0], model[1]
    weights = line.coef_[0] / scale.scale_
    return float(line.intercept_[0] - weights @ scale.mean_), weights


def training_pairs(truth: Truth, keys: list[list[int]]) -> dict[tuple[int, int], bool]:
    """Judged pairs and those that intake would compare."""
    walks = [walk(truth, order, keys, lambda a, b: 0.0, 1.0) for order in orders(truth).values()]
    return judged(truth, (pair for one in walks for pair in one.compared))


def main(folder: Path) -> None:
    """Write all four files into the package."""
    write_tables(folder)
    truth = read_truth(folder)
    scores = key_scores(truth)
    np.savez_compressed(TARGET / "keys.npz", scores=scores.astype(np.float32))
    told = training_pairs(truth, [chosen(one, packed(scores)) for one in truth.found])
    constant, weights = fit_similarity(truth, told)
    by = {name: round(float(weight), 5) for name, weight in zip(NAMES, weights, strict=True)}
    whole = json.dumps({"similarity": {"constant": round(constant, 4), "by": by}}, indent=1)
    (TARGET / "weights.json").write_text(whole + "\n", "utf-8")
    print(f"{len(told)} pairs, {sum(told.values())} of one event")


if __name__ == "__main__":
    main(Path(os.environ["XIANGLI_TRUTH"]))
