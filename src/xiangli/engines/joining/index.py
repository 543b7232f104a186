"""The same look-up as the table of join keys, in memory: for tools, and for a batch that joins within itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from xiangli.engines.joining.judging import similarities
from xiangli.engines.joining.reading import Features

SHARED = 2  # keys two reports must have in common before they are compared
MOST = 8  # reports compared with a new one
_CROWDED = 400  # a key that so many open reports hold tells nothing more


class Held(NamedTuple):
    """A report of an open matter."""

    report: Hashable
    matter: Hashable
    features: Features


class Index:
    """Reports of open matters by county and key."""

    def __init__(self, *, shared: int = SHARED, most: int = MOST) -> None:
        self._shared, self._most = shared, most
        self._by_key: dict[tuple[str, int], list[int]] = {}
        self._held: list[Held] = []
        self._ended: set[Hashable] = set()

    def add(self, *, county: str, keys: Sequence[int], report: Hashable, matter: Hashable, features: Features) -> None:
        """Keeps a report of an open matter."""
        number = len(self._held)
        self._held.append(Held(report, matter, features))
        for key in keys:
            self._by_key.setdefault((county, key), []).append(number)

    def end(self, matter: Hashable) -> None:
        """A matter that ended takes no more reports."""
        self._ended.add(matter)

    def candidates(self, *, county: str, keys: Sequence[int]) -> list[Held]:
        """Reports of open matters that share at least SHARED keys, most shared first, the newest among equals."""
        shared: Counter[int] = Counter()
        for key in keys:
            shared.update(self._by_key.get((county, key), ())[-_CROWDED:])
        ranked = sorted(((n, number) for number, n in shared.items() if n >= self._shared), reverse=True)
        told = (self._held[number] for _, number in ranked)
        return [held for held in told if held.matter not in self._ended][: self._most]

    def best(self, *, county: str, keys: Sequence[int], features: Features) -> tuple[Held, float] | None:
        """The most similar candidate and its similarity; None where there is no candidate."""
        told = self.candidates(county=county, keys=keys)
        if not told:
            return None
        alike = similarities([(features, [held.features for held in told])])[0]
        sure, n = max(((s, n) for n, s in enumerate(alike)), key=lambda s: (s[0], -s[1]))
        return told[n], sure
