"""Join the stream of the truth folder as intake does, and print the scorer's lines.

Use: `XIANGLI_TRUTH=FOLDER python tools/score_quality_join.py [--aside] [--order time] [--join 0.5] [--errors]`.
`--aside`: every message is keyed and compared by weights that never saw its event nor any pair tied to it (5 folds;
needs scikit-learn): the figure to believe. Without it: the shipped weights, which have seen the pairs.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.join_truth import FOLDS, Truth, Walk, orders, read_truth, walk
from tools.score_join import main as score
from xiangli.engines import joining
from xiangli.engines.joining.judging import chance, evidence
from xiangli.engines.joining.reading import features


def shipped(truth: Truth) -> tuple[list[list[int]], Callable[[int, int], float]]:
    """Keys of every message and the similarity of two, as the product has them."""
    keys = [joining.keys(one) for one in truth.found]
    return keys, lambda a, b: joining.similarity(truth.found[a], truth.found[b])


def aside(truth: Truth) -> tuple[list[list[int]], Callable[[int, int], float]]:
    """The same, learned for each fold from the other folds."""
    from tools.train_joining import chosen, fit_similarity, key_scores, packed, training_pairs  # needs scikit-learn

    scores = [packed(key_scores(truth, {fold})) for fold in range(FOLDS)]
    keys = [chosen(one, scores[fold]) for one, fold in zip(truth.found, truth.fold, strict=True)]
    told = training_pairs(truth, keys)
    lines = [fit_similarity(truth, told, {fold}) for fold in range(FOLDS)]

    def similar(a: int, b: int) -> float:
        found = evidence(truth.found[a], truth.found[b])
        constant, weights = lines[truth.fold[a]]
        return 0.0 if found is None else chance(float(found @ weights) + constant)

    return keys, similar


def found_again(truth: Truth, done: Walk) -> str:
    """How often a report whose event had been reported was compared with a report of it."""
    order, before, wanted, hit = list(done.matter), Counter[int](), 0, 0
    compared = {(a, truth.event[b]) for a, b in done.compared}
    for n in order:
        if before[truth.event[n]]:
            wanted += 1
            hit += (n, truth.event[n]) in compared
        before[truth.event[n]] += 1
    return f"keys find {hit}/{wanted} = {hit / wanted:.3f}, {len(done.compared) / len(order):.2f} compared a message"


def speed(truth: Truth) -> str:
    """Processor time of keys with features, and of one similarity."""
    begun = time.process_time()
    for row in truth.rows:
        joining.keys(features(row["title"], row["text"]))
    middle = time.process_time()
    for a, b, _, _ in truth.pairs:
        joining.similarity(truth.found[a], truth.found[b])
    end = time.process_time()
    return f"{(middle - begun) / len(truth.rows) * 1e6:.0f} µs a message, {(end - middle) / len(truth.pairs) * 1e6:.0f} µs a pair"


def main() -> None:
    """Join and score."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--aside", action="store_true")
    parser.add_argument("--order", choices=("file", "time"), default="file")
    parser.add_argument("--join", type=float, default=joining.JOIN)
    parser.add_argument("--errors", action="store_true", help="ids of wrongly joined and missed pairs with similarity")
    args = parser.parse_args()
    folder = Path(os.environ["XIANGLI_TRUTH"])
    truth = read_truth(folder)
    keys, similar = aside(truth) if args.aside else shipped(truth)
    done = walk(truth, orders(truth)[args.order], keys, similar, args.join)
    if args.errors:
        for a, b, same, why in truth.pairs:
            if same != (done.matter[a] == done.matter[b]):
                ids = truth.rows[a]["id"], truth.rows[b]["id"]
                print("missed" if same else "wrong", *ids, f"{similar(a, b):.2f}", why, sep="\t")
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        for n, matter in done.matter.items():
            print(json.dumps({"id": truth.rows[n]["id"], "group": truth.rows[matter]["id"]}), file=out)
        out.flush()
        score(Path(out.name), folder)
    beside = [similar(a, b) for a, b in done.compared if done.matter[a] != done.matter[b]]
    print(f"shown side by side: {sum(s >= joining.SIDE_BY_SIDE for s in beside)} pairs of {len(beside)} not joined")
    print(found_again(truth, done))
    print(speed(truth))


if __name__ == "__main__":
    main()
