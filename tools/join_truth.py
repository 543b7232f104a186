"""The judged stream, and the walk through it that intake would take: report by report, each joined or opened.

Needs the folder that XIANGLI_TRUTH names; used by training and by the score.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xiangli.engines.joining.index import Index
from xiangli.engines.joining.reading import Features, features

FOLDS = 5


def lines(path: Path) -> list[dict[str, Any]]:
    """Rows of a packed JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


@dataclass
class Truth:
    """The stream with what is known of it; messages are numbers in order of the file. ``fold``: never splits an event
    nor a judged pair. ``event``: equal for messages known to speak of one event; ``site``: for all that judged pairs tie."""

    rows: list[dict[str, Any]]
    pairs: list[tuple[int, int, bool, str]]
    groups: list[list[int]]
    event: list[int]
    site: list[int]
    fold: list[int]
    found: list[Features]


def read_truth(folder: Path) -> Truth:
    """Reads the stream, its judged pairs and known events, and deals out the folds."""
    rows = lines(folder / "stream.jsonl.gz")
    number = {row["id"]: n for n, row in enumerate(rows)}
    pairs = [(number[p["a"]], number[p["b"]], p["same"], p["why"]) for p in lines(folder / "join_pairs.jsonl.gz")]
    told = json.loads((folder / "join_groups.json").read_text("utf-8"))
    groups = [[number[i] for i in group["ids"]] for part in ("largest", "others") for group in told[part]]
    ties = [(group[0], other) for group in groups for other in group[1:]]
    event = _connected(len(rows), ties + [(a, b) for a, b, same, _ in pairs if same])
    bound: dict[int, list[int]] = defaultdict(list)
    site = _connected(len(rows), ties + [(a, b) for a, b, _, _ in pairs])
    for n, top in enumerate(site):
        bound[top].append(n)
    fold, filled, dealt = [0] * len(rows), [0] * FOLDS, random.Random(5)
    for members in sorted(bound.values(), key=len, reverse=True):
        chosen = filled.index(min(filled)) if len(members) > 1 else dealt.randrange(FOLDS)
        filled[chosen] += len(members)
        for n in members:
            fold[n] = chosen
    return Truth(rows, pairs, groups, event, site, fold, [features(row["title"], row["text"]) for row in rows])


def _connected(size: int, ties: Sequence[tuple[int, int]]) -> list[int]:
    up = list(range(size))

    def top(n: int) -> int:
        while up[n] != n:
            up[n] = up[up[n]]
            n = up[n]
        return n

    for a, b in ties:
        up[top(a)] = top(b)
    return [top(n) for n in range(size)]


def judged(truth: Truth, compared: Iterable[tuple[int, int]]) -> dict[tuple[int, int], bool]:
    """Judged pairs, and of the pairs ``compared`` those whose events are known."""
    known = {n: g for g, group in enumerate(truth.groups) for n in group}
    told = {(min(a, b), max(a, b)): same for a, b, same, _ in truth.pairs}
    for a, b in compared:
        if truth.event[a] == truth.event[b]:
            told.setdefault((min(a, b), max(a, b)), True)
        elif a in known and b in known and known[a] != known[b]:
            told.setdefault((min(a, b), max(a, b)), False)
    return told


def orders(truth: Truth) -> dict[str, list[int]]:
    """The stream as the file has it, and by time."""
    moments = [[int(part) for part in re.findall(r"\d+", row["time"])] for row in truth.rows]
    size = len(truth.rows)
    return {"file": list(range(size)), "time": sorted(range(size), key=lambda n: (moments[n], n))}


@dataclass
class Walk:
    """What the stream became: the message that opened each message's matter, and every (new, candidate) compared."""

    matter: dict[int, int]
    compared: list[tuple[int, int]]


def walk(
    truth: Truth, order: Iterable[int], keys: Sequence[list[int]], similar: Callable[[int, int], float], join: float
) -> Walk:
    """Take the stream in, all as one county: masked places tell no two apart, so this is the hardest case."""
    index, out = Index(), Walk({}, [])
    for n in order:
        among = [int(str(held.report)) for held in index.candidates(county="", keys=keys[n])]
        out.compared += [(n, other) for other in among]
        best = max(((similar(n, other), -at, other) for at, other in enumerate(among)), default=None)
        out.matter[n] = out.matter[best[2]] if best and best[0] >= join else n
        index.add(county="", keys=keys[n], report=n, matter=out.matter[n], features=truth.found[n])
    return out
