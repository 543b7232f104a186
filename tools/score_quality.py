"""Honest figures of the models, by cross validation. `score_quality.py {category,topic,owner,stream,speed,all} TRUTH_FOLDER`.

Every figure but `speed` and `stream` is of texts the model had not seen: five folds, each judged by a model trained on
the other four. Only figures and class names are printed, never a text.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from xiangli.engines.route import Route
from xiangli.engines.triage.fitting import macro_f1
from xiangli.lists.reads.propose import propose

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.train_models import category_model, line_model, topic_model
from tools.training_rows import LineRows, category_rows, line_rows, own_texts, read, topic_rows

FOLDS = 5


def folds(labels: list[str], seed: int = 1) -> npt.NDArray[np.intp]:
    """A fold for each row, every class spread evenly over the folds."""
    found = np.empty(len(labels), dtype=np.intp)
    random = np.random.default_rng(seed)
    for name in sorted(set(labels)):
        mine = np.flatnonzero(np.array(labels) == name)
        random.shuffle(mine)
        found[mine] = (np.arange(mine.size) + random.integers(FOLDS)) % FOLDS
    return found


def category(folder: Path, seeds: Sequence[int] = (1, 2, 3)) -> None:
    """Macro-F1 over the seven categories, by `seeds` splits into five folds; near doubles stay in one fold, a text that
    stands twice is judged once."""
    texts, labels = category_rows(folder)
    doubles = near_doubles(texts)
    first = {text: k for k, text in reversed(list(enumerate(texts)))}
    kept = [k for k, text in enumerate(texts) if first[text] == k]
    truth = [labels[k] for k in kept]
    scores, wrong = [], Counter[tuple[str, str]]()
    for seed in seeds:
        fold = folds(labels, seed)[doubles]
        guesses = list(labels)
        for part in range(FOLDS):
            on = np.flatnonzero(fold != part)
            model = category_model([texts[k] for k in on], [labels[k] for k in on])
            for k in np.flatnonzero(fold == part):
                guesses[k] = model.guess(texts[k])[0]
        found = [guesses[k] for k in kept]
        scores.append(macro_f1(truth, found))
        wrong.update((t, g) for t, g in zip(truth, found, strict=True) if t != g)
        print(f"  seed {seed}: macro_f1={scores[-1]:.4f}", flush=True)
    for name, count in Counter(truth).most_common():
        right = sum(t == g == name for t, g in zip(truth, found, strict=True))
        print(f"  {name} {count}: recall {right / count:.4f} precision {right / max(1, found.count(name)):.4f}")
    print(
        "  commonest errors, a split:",
        "; ".join(f"{t} read as {g} {n // len(seeds)}" for (t, g), n in wrong.most_common(6)),
    )
    print(f"category cross-validated macro_f1={np.mean(scores):.4f} n={len(truth)}")


def near_doubles(texts: Sequence[str]) -> npt.NDArray[np.intp]:
    """For each text the number of the first it is nearly the same as, by way of others too (its own number for none):
    4 in 10 of the runs of four signs of the shorter one stand in the other."""
    runs = [{t[k : k + 4] for k in range(max(1, len(t) - 3))} for t in (text.replace(" ", "") for text in texts)]
    holding: dict[str, list[int]] = {}
    up = list(range(len(texts)))

    def root(k: int) -> int:
        while up[k] != k:
            up[k] = k = up[up[k]]
        return k

    for k, mine in enumerate(runs):
        shared: Counter[int] = Counter()
        for run in mine:
            held = holding.setdefault(run, [])
            if len(held) < 60:  # a run that so many texts have tells nothing
                shared.update(held)
                held.append(k)
        for other, n in shared.items():
            if n >= 8 and n >= 0.4 * min(len(mine), len(runs[other])):
                one, two = sorted((root(k), root(other)))
                up[two] = one
    return np.array([root(k) for k in range(len(texts))])


def topic(folder: Path) -> None:
    """How often our own texts, held out, get their topic; the rest of the training rows stay."""
    texts, labels, weights = topic_rows(folder)
    own = len(list(own_texts()))
    fold = np.full(len(texts), -1)
    fold[:own] = folds(labels[:own])
    one = three = 0
    wrong: Counter[tuple[str, str]] = Counter()
    for part in range(FOLDS):
        on = np.flatnonzero(fold != part)
        model = topic_model([texts[k] for k in on], [labels[k] for k in on], [weights[k] for k in on])
        for k in np.flatnonzero(fold == part):
            best = [model.classes[j] for j in np.argsort(-model.scores(texts[k]))[:3]]
            one += best[0] == labels[k]
            three += labels[k] in best
            if best[0] != labels[k]:
                wrong[labels[k], best[0]] += 1
    print("  commonest errors:", "; ".join(f"{t} read as {g} {n}" for (t, g), n in wrong.most_common(8)))
    print(f"topic held-out own texts top1={one / own:.4f} top3={three / own:.4f} n={own}")


def owner(folder: Path, out: Path | None = None) -> None:
    """Top-1 and top-3 of the ranking, calibration in five bands; writes the rankings to `out` for `score_owner.py`."""
    rows = line_rows(folder, topic_model(*topic_rows(folder)))
    judged = len(rows.ids)
    ranked, chances = cross_ranked(rows)
    truth = rows.labels[:judged]
    if out is not None:
        with out.open("w", encoding="utf-8") as file:
            for key, lines in zip(rows.ids, ranked, strict=True):
                file.write(json.dumps({"id": key, "owners": lines}) + "\n")
    right = np.array([lines[0] == t for lines, t in zip(ranked, truth, strict=True)])
    for low, high in ((0.0, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.01)):
        band = (chances >= low) & (chances < high)
        if band.any():
            said, was = chances[band].mean(), right[band].mean()
            print(f"  said {low:.1f}-{min(high, 1):.1f}: n={band.sum()} said {said:.3f} right {was:.3f}")
    wrong = Counter((t, lines[0]) for lines, t in zip(ranked, truth, strict=True) if lines[0] != t)
    print("  commonest errors:", "; ".join(f"{t} ranked as {g} {n}" for (t, g), n in wrong.most_common(8)))
    three = np.mean([t in lines[:3] for lines, t in zip(ranked, truth, strict=True)])
    score = macro_f1(truth, [lines[0] for lines in ranked])
    print(f"owner cross-validated top1={right.mean():.4f} top3={three:.4f} macro_f1={score:.4f} n={judged}")


def cross_ranked(
    rows: LineRows, parts: Sequence[int] = range(FOLDS)
) -> tuple[list[list[str]], npt.NDArray[np.float64]]:
    """For each judged message the lines ranked by a model that had not seen it, and the first line's chance.

    With fewer `parts` only their messages are ranked; the lists of the others stay empty.
    """
    judged = len(rows.ids)
    fold = np.full(len(rows.texts), -1)
    fold[:judged] = folds(rows.labels[:judged])
    ranked: list[list[str]] = [[] for _ in range(judged)]
    chances = np.zeros(judged)
    for part in parts:
        model = line_model(rows, np.flatnonzero(fold != part))
        for k in np.flatnonzero(fold == part):
            chance = model.probabilities(rows.texts[k], rows.beside[k])
            ranked[k] = [model.classes[j] for j in np.argsort(-chance)]
            chances[k] = chance.max()
    return ranked, chances


def stream(folder: Path) -> None:
    """What becomes of the stream at a city: how many a person must sort, how many have a topic."""
    found = [propose(row["title"], row["text"], "4301") for row in read(folder / "stream.jsonl.gz")]
    count = len(found)
    shares = {
        "sort": sum(p.sort for p in found),
        "no_topic": sum(p.topic is None for p in found),
        "agree": sum(p.agree for p in found),
    }
    print("stream", " ".join(f"{name}={n / count:.4f}" for name, n in shares.items()), f"n={count}")


def speed(folder: Path) -> None:
    """Microseconds of processor time a message, warm, best of five passes over 1,000 messages."""
    rows = [(row["title"], row["text"]) for row, _ in zip(read(folder / "stream.jsonl.gz"), range(1000), strict=False)]
    route = Route.load()
    for name, act in (("triage+route", route.read), ("propose", lambda t, x: propose(t, x, "430181103"))):
        best = 1e9
        for _ in range(5):
            start = time.process_time()
            for title, text in rows:
                act(title, text)
            best = min(best, (time.process_time() - start) / len(rows))
        print(f"speed {name} {best * 1e6:.0f} us a message")


def main(arguments: list[str]) -> int:
    """Run one measurement or all."""
    acts = {"category": category, "topic": topic, "owner": owner, "stream": stream, "speed": speed}
    if len(arguments) < 2 or arguments[0] not in (*acts, "all"):
        print(__doc__)
        return 2
    for name in acts if arguments[0] == "all" else [arguments[0]]:
        if name == "owner" and len(arguments) > 2:
            owner(Path(arguments[1]), Path(arguments[2]))
        else:
            acts[name](Path(arguments[1]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
