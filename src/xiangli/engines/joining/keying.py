"""Blocking keys: a report is compared only with reports of its county that share some of its rarest runs."""

from __future__ import annotations

import numpy as np

from xiangli.engines.joining.reading import TITLE, runs, weigh

MOST = 8
EARLY = 150
"""Signs of the text that are read for keys."""


def keys(title: str, text: str, place: str) -> list[int]:
    """At most MOST keys of 63 bits. The place takes no part: the county is asked for beside the key."""
    del place
    scored: dict[int, float] = {}
    for share, part in ((1.0, runs(title, TITLE)), (0.7, runs(text, EARLY))):
        hashes = np.concatenate(part[1:])
        for key, weight in zip(hashes.tolist(), weigh(hashes).tolist(), strict=True):
            if 0 < weight < 7.5:
                scored[key] = max(scored.get(key, 0.0), weight * share)
    return sorted(scored, key=lambda key: (-scored[key], key))[:MOST]
