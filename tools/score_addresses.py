"""Score predicted places against a labelled address set.

Usage: score_addresses.py PREDICTIONS.jsonl[.gz] LABELLED.jsonl[.gz] [--goal 0.95]
PREDICTIONS has one JSON line per labelled row, in its order: {"candidates": [{"code": "430181104", "confidence": 0.83}, ...]}.
Right is: where the text decides, the most confident candidate is the code; style ambiguous, all its codes are among the candidates
and none has confidence > 0.5; style none, no candidate or the best below 0.3. 'county' counts the best candidate's first six digits,
only over rows with one code. With --goal the exit status is 1 below it.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from typing import Any


def lines(path: str) -> list[dict[str, Any]]:
    """Rows of a JSONL file, packed or not."""
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def right(row: dict[str, Any], cands: Sequence[dict[str, Any]]) -> bool:
    """Whether the candidates answer the row."""
    c = sorted(cands, key=lambda x: -x["confidence"])
    if row["style"] == "none":
        return not c or c[0]["confidence"] < 0.3
    if row["style"] == "ambiguous":
        return set(row["codes"]) <= {x["code"] for x in c} and c[0]["confidence"] <= 0.5
    return bool(c) and c[0]["code"] == row["codes"][0]


def score(rows: Sequence[dict[str, Any]], preds: Sequence[dict[str, Any]]) -> float:
    """Print accuracy by style and overall; return the overall share."""
    assert len(rows) == len(preds), f"{len(preds)} predictions for {len(rows)} rows"
    n: dict[str, int] = defaultdict(int)
    ok: dict[str, int] = defaultdict(int)
    county: dict[str, int] = defaultdict(int)
    for r, p in zip(rows, preds, strict=True):
        c = [x for x in p.get("candidates") or [] if x.get("code")]
        best = max(c, key=lambda x: x["confidence"])["code"] if c else ""
        for s in (r["style"], "all"):
            n[s] += 1
            ok[s] += right(r, c)
        if len(r["codes"]) == 1:
            for s in (r["style"], "all", "text decides"):
                county[s] += best[:6] == r["codes"][0][:6]
            n["text decides"] += 1
            ok["text decides"] += right(r, c)
    for s in [*sorted(set(n) - {"all", "text decides"}), "text decides", "all"]:
        print(
            f"{s:15} {ok[s]:4}/{n[s]:<4} {ok[s] / n[s]:.3f}"
            + (f"   county {county[s] / (n['text decides'] if s == 'all' else n[s]):.3f}" if county[s] else "")
        )
    print(f"top1={ok['all'] / n['all']:.4f} decided={ok['text decides'] / n['text decides']:.4f}")
    return ok["all"] / n["all"]


if __name__ == "__main__":
    given = sys.argv[1:]
    goal = float(given[given.index("--goal") + 1]) if "--goal" in given else None
    share = score(lines(given[1]), lines(given[0]))
    sys.exit(goal is not None and share < goal)
