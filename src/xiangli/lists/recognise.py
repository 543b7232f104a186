"""Which items of lists a text speaks of: by the items' own words first, by a word's pieces where no word stands whole.

Every word of every item is in one table, so a text costs its own length times the longest word, however many items
there are. A word of two parts (``a+b``) counts when both stand in the text. Pieces are neighbouring characters:
“高龄老人补贴” holds most pieces of “高龄补贴”.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log

from xiangli.lists.catalogue import Item

NEAR = 0.5
"""Share of a word's pieces that must stand in the text, two pieces at least, when no word stands there whole."""
COMMON = 0.1
"""A piece that stands in more than this share of the items says nothing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An item with the list it stands in and the level that list speaks of."""

    list: str
    level: str
    item: Item


@dataclass(frozen=True, slots=True)
class Match:
    """An item found: its weight (longer and rarer words weigh more), the words it was found by (none: by pieces)."""

    entry: Entry
    weight: float
    words: tuple[str, ...]


@dataclass(slots=True)
class Index:
    """The items of one place's editions, ready to be asked. ``silent``: pieces that tell no item from another."""

    entries: Sequence[Entry]
    silent: frozenset[str] = frozenset()
    _words: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    _pieces: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    _rare: dict[str, float] = field(default_factory=dict)
    _longest: int = 0

    def __post_init__(self) -> None:
        for n, entry in enumerate(self.entries):
            for word in entry.item.words:
                self._words.setdefault(word.partition("+")[0], []).append((n, word))
            for word in (entry.item.zh, *entry.item.words):
                for piece in pieces(word):
                    self._pieces.setdefault(piece, []).append((n, word))
        self._longest = max((len(word) for word in self._words), default=0)
        most = max(6.0, COMMON * len(self.entries))
        for piece, found in self._pieces.items():
            items = len({n for n, _ in found})
            if items <= most and piece not in self.silent:
                self._rare[piece] = log(1 + len(self.entries) / items)

    def said(self, text: str) -> list[Match]:
        """Items one of whose words stands in the text, the heaviest first; ties stay in the lists' order."""
        found: dict[int, set[str]] = {}
        for start in range(len(text)):
            for end in range(start + 2, min(len(text), start + self._longest) + 1):
                for n, word in self._words.get(text[start:end], ()):
                    if all(part in text for part in word.split("+")):
                        found.setdefault(n, set()).add(word)
        matches = [
            Match(self.entries[n], sum(self._weight(word) for word in outer(words)), tuple(sorted(outer(words))))
            for n, words in sorted(found.items())
        ]
        return sorted(matches, key=lambda one: -one.weight)

    def _weight(self, word: str) -> float:
        parts = word.split("+")
        shared = len(self._words[parts[0]])
        return (sum(len(part) ** 1.5 for part in parts) + len(parts) - 1) / (1 + log(shared))

    def like(self, text: str, *, line: str = "") -> list[Match]:
        """Items one of whose words has most of its pieces in the text, the heaviest first; with ``line`` that line's only."""
        there: dict[tuple[int, str], float] = {}
        counts: dict[tuple[int, str], int] = {}
        for piece in pieces(text):
            if rare := self._rare.get(piece):
                for spot in self._pieces[piece]:
                    if not line or self.entries[spot[0]].item.line == line:
                        there[spot] = there.get(spot, 0.0) + rare
                        counts[spot] = counts.get(spot, 0) + 1
        best: dict[int, float] = {}
        for (n, word), weight in there.items():
            share = counts[n, word] / len(pieces(word))
            if counts[n, word] >= 2 and share >= NEAR:
                best[n] = max(best.get(n, 0.0), weight * share)
        return sorted(
            (Match(self.entries[n], weight, ()) for n, weight in sorted(best.items())), key=lambda one: -one.weight
        )


def outer(words: Iterable[str]) -> list[str]:
    """Those that do not lie inside another of them: “防溺水” does not count twice beside “防溺水宣传”."""
    every = sorted(words, key=len, reverse=True)
    return [word for n, word in enumerate(every) if not any(word in longer for longer in every[:n])]


def pieces(text: str) -> set[str]:
    """Neighbouring Chinese characters of a text, two by two."""
    return {text[n : n + 2] for n in range(len(text) - 1) if "一" <= text[n] <= "龥" and "一" <= text[n + 1] <= "龥"}
