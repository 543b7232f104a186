"""Triage: what a text is about. Shipped weights by default; nothing is read from the network or a database."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from xiangli.engines.triage.category import Categories
from xiangli.engines.triage.grams import Counted, counted, grams
from xiangli.engines.triage.linear import Floats, Linear
from xiangli.engines.triage.weights import weights

NONE = "none"
"""The class of texts that are about nothing: empty, signs only, chatter."""
TOPIC_LONGEST = 2
LEAST_TOPIC = 0.08
"""A topic less likely than this is not named: with some 80 topics it says next to nothing."""
MOST_TOPICS = 3
LEAST_KNOWN = 4
"""A text needs as many known runs of signs before anything is said of it."""


def topic_text(text: str) -> Counted:
    """A text as the topic model reads it."""
    return counted(grams(text, longest=TOPIC_LONGEST))


@dataclass(frozen=True)
class Triage:
    """The two readings of a text: one of seven broad categories, and the topics of the list."""

    topics: Linear

    @staticmethod
    @cache
    def load() -> Triage:
        """The models, read once."""
        return Triage(Linear.unpacked(weights("topic")))

    def category(self, text: str) -> tuple[str, float]:
        """The likeliest of the seven broad categories and its probability."""
        return Categories.shipped().guess(text)

    def classify(self, text: str) -> list[tuple[str, float]]:
        """Up to three topics with their probabilities, likeliest first; empty means none of these."""
        read = topic_text(text)
        return self.named(read, self.topics.probabilities(read))

    def named(self, read: Counted, chances: Floats) -> list[tuple[str, float]]:
        """The topics worth naming among `chances` of a text read: none if the text is unknown or speaks of nothing."""
        best = int(chances.argmax())
        if self.topics.classes[best] == NONE or chances[best] < LEAST_TOPIC or self.topics.known(read) < LEAST_KNOWN:
            return []
        order = (chances >= LEAST_TOPIC).nonzero()[0].tolist()
        order.sort(key=lambda k: -chances[k])
        classes = self.topics.classes
        return [(classes[k], float(chances[k])) for k in order[:MOST_TOPICS] if classes[k] != NONE]
