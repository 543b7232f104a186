"""Which topics a text speaks of by the words of the list: the reading that needs no training rows.

A word counts by its length (a word of four signs says far more than one of two), once a text, twice when it stands in
the title. All words are looked for in one pass by a regular expression, longest first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LONGEST = 600


@dataclass(frozen=True)
class WordReading:
    """`pattern` finds the words, `weight` gives for each word its topics and how much it says for them."""

    pattern: re.Pattern[str]
    weight: Mapping[str, tuple[tuple[str, float], ...]]

    @staticmethod
    def of(words: Mapping[str, Iterable[str]]) -> WordReading:
        """From topic id → words. A word of several topics is shared among them."""
        topics: dict[str, list[str]] = {}
        for topic, own in words.items():
            for word in own:
                topics.setdefault(word.lower(), []).append(topic)
        weight = {
            word: tuple((topic, (len(word) - 1.0 if len(word) > 1 else 0.4) / len(of)) for topic in of)
            for word, of in topics.items()
        }
        alternatives = "|".join(re.escape(word) for word in sorted(weight, key=len, reverse=True))
        return WordReading(re.compile(alternatives), weight)

    def scores(self, text: str, title: str = "") -> dict[str, float]:
        """Topic → how much the words say for it; empty when no word stands in the text."""
        found: dict[str, float] = {}
        for part in (title[:LONGEST].lower(), text[:LONGEST].lower()):
            for word in set(self.pattern.findall(part)):
                for topic, worth in self.weight[word]:
                    found[topic] = found.get(topic, 0.0) + worth
        return found
