"""``xiangli triage train FILE`` and ``xiangli triage score FILE``: the broad categories, trained or measured."""

import argparse
import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from xiangli.engines.triage.category import Categories
from xiangli.engines.triage.category_fitting import fit
from xiangli.engines.triage.fitting import macro_f1
from xiangli.engines.triage.machines import TrainingNeeds
from xiangli.intake.acts.learn import learn

HELP = "训练或检验大类识别 · train or measure the reading of broad categories"


class BadRow(ValueError):
    """A line that is no JSON object, or has no text or no category; the message names the line."""


def trained_file() -> Path:
    """Where `train` leaves its model: beside the database, in the var folder."""
    return Path(settings.VAR) / "models" / "category.npz"


def arguments(parser: argparse.ArgumentParser) -> None:
    """``train FILE`` or ``score FILE``; FILE is JSONL, plain or .gz, with `words` or `text` (and `title`), `category`."""
    sub = parser.add_subparsers(dest="what", required=True)
    train = sub.add_parser("train", help="train on FILE, or on what people corrected here")
    train.add_argument("file", type=Path, nargs="?")
    train.add_argument("--corrections", action="store_true", help="mend topics and owners by the corrections kept here")
    sub.add_parser("score", help="measure on FILE").add_argument("file", type=Path)


def run(args: argparse.Namespace) -> int:
    """Last line of `score`: ``macro_f1=0.000 n=0``. 1 with a plain word for a bad file."""
    if args.what == "train" and args.corrections == bool(args.file):
        print("give a FILE, or --corrections", file=sys.stderr)
        return 2
    if args.what == "train" and args.corrections:
        return _learn()
    try:
        rows = list(_rows(args.file))
        return _train(rows) if args.what == "train" else _score(rows)
    except (OSError, BadRow, TrainingNeeds) as wrong:
        print(wrong, file=sys.stderr)
        return 1


def _learn() -> int:
    """One line a model; 1 where nothing was kept."""
    found = learn(folder=trained_file().parent)
    for one in found:
        said = "kept; restart serve and worker to use it" if one.kept else "not kept"
        print(
            f"{one.name} corrections={one.lessons} right {one.before:.3f} -> {one.after:.3f}"
            f" shipped texts {one.shipped_before:.3f} -> {one.shipped_after:.3f} {said}"
        )
    return 0 if any(one.kept for one in found) else 1


def _rows(path: Path) -> Iterator[tuple[str, str]]:
    """(text, category) of each line."""
    opened: Any = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                text = row["words"] if "words" in row else f"{row.get('title', '')} {row['text']}"
                yield str(text), str(row["category"])
            except (ValueError, KeyError, TypeError) as wrong:
                raise BadRow(f"{path}:{number}: needs words or text, and category") from wrong


def _train(rows: list[tuple[str, str]]) -> int:
    if len({category for _, category in rows}) < 3:
        raise BadRow("training needs rows of three categories or more")
    model = fit([text for text, _ in rows], [category for _, category in rows])
    target = trained_file()
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_suffix(".part")  # so that a reader never sees half a file
    half.write_bytes(model.packed())
    half.replace(target)
    print(f"trained n={len(rows)} classes={len(model.classes)} {target}")
    return 0


def _score(rows: list[tuple[str, str]]) -> int:
    file = trained_file()
    model = Categories.unpacked(file.read_bytes()) if file.exists() else Categories.shipped()
    print(f"model: {file if file.exists() else 'shipped'}")
    truth = [category for _, category in rows]
    guesses = [model.guess(text)[0] for text, _ in rows]
    for name in sorted(set(truth)):
        right = sum(t == g == name for t, g in zip(truth, guesses, strict=True))
        print(f"  {name} {truth.count(name)}: recall {right / truth.count(name):.3f}")
    print(f"macro_f1={macro_f1(truth, guesses):.3f} n={len(rows)}")
    return 0
