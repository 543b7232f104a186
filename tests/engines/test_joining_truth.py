"""Joining on the judged pairs, message by message as intake does it. Only with XIANGLI_TRUTH."""

from __future__ import annotations

from pathlib import Path

from tools.score_join import load_pairs, prf
from tools.score_quality_join import joined
from tools.train_joining import lines
from xiangli.engines.joining import JOIN


def test_the_stream_joins_with_few_wrong_pairs(truth: Path):
    group = joined(lines(truth / "stream.jsonl.gz"), timed=True, threshold=JOIN)
    precision, recall, _ = prf(load_pairs(truth), lambda a, b: group[a] == group[b])
    assert precision >= 0.85
    assert recall >= 0.65


def test_the_stream_joins_also_where_nobody_knows_when_it_was_told(truth: Path):
    group = joined(lines(truth / "stream.jsonl.gz"), timed=False, threshold=JOIN)
    precision, recall, _ = prf(load_pairs(truth), lambda a, b: group[a] == group[b])
    assert precision >= 0.85
    assert recall >= 0.6
