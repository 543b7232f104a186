"""The address reader on the labelled set (only with XIANGLI_TRUTH) and on varied texts of our own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

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


@pytest.mark.parametrize(
    "words", ["vary_addresses.py 600 23", "fresh_addresses.py 480 31 1", "fresh_addresses.py 480 31 2"]
)
def test_texts_of_our_own_are_placed_right_however_they_are_worded(words: str):
    name, *given = words.split()
    made = subprocess.run(
        [sys.executable, f"tools/{name}", *given], cwd=ROOT, capture_output=True, text=True, check=True
    )
    rows = [json.loads(line) for line in made.stdout.splitlines()]
    told = predicted(rows)
    assert score(rows, told) >= 0.97
    assert min(by_style(rows, told).values()) >= 0.9


def test_of_several_equals_none_is_above_a_half():
    made = subprocess.run(
        [sys.executable, "tools/fresh_addresses.py", "480", "47", "2"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    rows = [json.loads(line) for line in made.stdout.splitlines()]
    told = [one["candidates"] for row, one in zip(rows, predicted(rows), strict=True) if row["style"] == "ambiguous"]
    assert len(told) >= 20
    assert max(c["confidence"] for candidates in told for c in candidates) <= 0.5
