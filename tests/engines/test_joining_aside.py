"""Joining of the judged stream by weights that never saw the event at hand. Only with XIANGLI_TRUTH."""

from __future__ import annotations

from pathlib import Path

from tools.join_truth import orders, read_truth, walk
from tools.score_quality_join import aside
from xiangli.engines.joining import JOIN


def test_few_are_joined_wrongly_and_most_of_one_event_meet(truth: Path):
    known = read_truth(truth)
    keys, similar = aside(known)
    done = walk(known, orders(known)["file"], keys, similar, JOIN).matter
    joined = [same for a, b, same, _ in known.pairs if done[a] == done[b]]
    assert sum(joined) / len(joined) >= 0.85
    assert sum(joined) / sum(same for _, _, same, _ in known.pairs) >= 0.65
