"""Score a joining of the stream. Usage: score_join.py GROUPS.jsonl TRUTH_DIR

GROUPS.jsonl: one line {"id", "group"} for every message of the stream; an id left out stands alone.
TRUTH_DIR: folder with join_pairs.jsonl.gz and join_groups.json. Last line: pairs ... f1=...
"""

from __future__ import annotations

import collections
import gzip
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any


def load_pairs(folder: Path) -> list[dict[str, Any]]:
    """The judged pairs."""
    with gzip.open(folder / "join_pairs.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def prf(pairs: Sequence[dict[str, Any]], same: Callable[[str, str], bool]) -> tuple[float, float, float]:
    """Precision, recall, F1 of same(a, b) over judged pairs."""
    tp = sum(p["same"] and same(p["a"], p["b"]) for p in pairs)
    fp = sum(not p["same"] and same(p["a"], p["b"]) for p in pairs)
    fn = sum(p["same"] for p in pairs) - tp
    pr, re = tp / (tp + fp or 1), tp / (tp + fn or 1)
    return pr, re, 2 * pr * re / (pr + re or 1)


def main(path: Path, folder: Path) -> None:
    """Prints recall and purity of the largest events, and precision and recall of the pairs."""
    group = {}
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            row = json.loads(line)
            group[str(row["id"])] = str(row["group"])

    def own(i: str) -> str:
        return group.get(i, "alone " + i)

    def same(a: str, b: str) -> bool:
        return own(a) == own(b)

    pairs, truth = load_pairs(folder), json.loads((folder / "join_groups.json").read_text("utf-8"))
    ids = {p[k] for p in pairs for k in "ab"}
    missing = len(ids - set(group))
    print(f"{len(group)} messages in {len(set(group.values()))} groups; {missing} judged messages missing")
    kinds: dict[tuple[bool, str], list[dict[str, Any]]] = collections.defaultdict(list)
    for p in pairs:
        kinds[p["same"], p["why"]].append(p)
    for (pos, why), ps in sorted(kinds.items(), key=lambda x: (-x[0][0], -len(x[1]))):
        hit = sum(same(p["a"], p["b"]) for p in ps)
        print(f"  {'joined' if pos else 'wrongly joined'} {hit}/{len(ps)} {why}")
    # groups: recall = share of an event's messages in the one predicted group that holds most of them;
    # purity = of that predicted group's messages whose event is known, the share that belongs to this event
    event = {i: g["group"] for k in ("largest", "others") for g in truth[k] for i in g["ids"]}
    members: dict[str, set[str]] = collections.defaultdict(set)
    for i in event:
        members[own(i)].add(i)
    rec = size = 0
    pur = 0.0
    for g in truth["largest"]:
        best, n = collections.Counter(own(i) for i in g["ids"]).most_common(1)[0]
        known = len(members[best])
        print(
            f"  {g['group']} {len(g['ids'])} messages: recall {n / len(g['ids']):.2f} purity {n / known:.2f} pieces {len({own(i) for i in g['ids']})}"
        )
        rec += n
        pur += n / known * len(g["ids"])
        size += len(g["ids"])
    print(f"largest recall={rec / size:.4f} purity={pur / size:.4f}")
    pr, re, f1 = prf(pairs, same)
    print(f"pairs {len(pairs)} precision={pr:.4f} recall={re:.4f} f1={f1:.4f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
