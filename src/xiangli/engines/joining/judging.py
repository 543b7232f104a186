"""How alike two reports are, 0 (other events) to 1 (one event)."""

from __future__ import annotations

from xiangli.engines.joining.reading import Features

JOIN = 0.5
"""From here on a report joins by itself."""
SIDE_BY_SIDE = 0.3
"""From here on a person is shown both."""


def _shared(a: dict[int, float], b: dict[int, float]) -> float:
    if not a or not b:
        return 0.0
    common = sum(a[key] for key in a.keys() & b.keys())
    return common / min(sum(a.values()), sum(b.values()))


def similarity(a: Features, b: Features) -> float:
    """Weighted share of common runs, of titles and of all words."""
    return min(1.0, 0.5 * _shared(a.title, b.title) + 1.5 * _shared(a.whole, b.whole))
