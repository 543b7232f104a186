"""The address reader on the labelled set (only with XIANGLI_TRUTH) and on varied texts of our own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from tools.score_addresses import lines, right, score
from xiangli.places.reads.gazetteer import gazetteer

ROOT = Path(__file__).parents[2]


def predicted(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    reader = gazetteer()
    return [
        {"candidates": [{"code": c.code, "confidence": c.confidence} for c in reader.locate(r["text"], r["hint"])]}
        for r in rows
    ]


def by_style(rows: list[dict[str, Any]], told: list[dict[str, Any]]) -> dict[str, float]:
    hits = defaultdict(list)
    for row, one in zip(rows, told, strict=True):
        hits[row["style"]].append(right(row, one["candidates"]))
    return {style: sum(h) / len(h) for style, h in hits.items()}


def test_labelled_texts_are_placed_right(truth: Path):
    rows = lines(str(truth / "addresses.jsonl.gz"))
    told = predicted(rows)
    assert score(rows, told) >= 0.97
    assert min(by_style(rows, told).values()) >= 0.9


def test_varied_texts_of_our_own_are_placed_right():
    made = subprocess.run(
        [sys.executable, "tools/vary_addresses.py", "600", "23"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    rows = [json.loads(line) for line in made.stdout.splitlines()]
    told = predicted(rows)
    assert score(rows, told) >= 0.97
    assert min(by_style(rows, told).values()) >= 0.9
