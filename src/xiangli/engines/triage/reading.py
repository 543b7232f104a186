"""Triage: what a text is about. Shipped weights by default; nothing is read from the network or a database."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from xiangli.engines.triage.grams import Rows, counted, grams
from xiangli.engines.triage.linear import Linear, softmax

NONE = "none"
"""The class of texts that are about nothing: empty, signs only, chatter."""
CATEGORY_LONGEST = 2
TOPIC_LONGEST = 2
LEAST_TOPIC = 0.10
"""A topic less likely than this is not named: with some 80 topics it says next to nothing."""
MOST_TOPICS = 3
LEAST_KNOWN = 3
"""A text needs as many known runs of signs before anything is said of it."""


@dataclass(frozen=True)
class Triage:
    """The two readings of a text: one of seven broad categories, and the topics of the list."""

    categories: Linear
    topics: Linear

    @staticmethod
    @cache
    def load() -> Triage:
        """The shipped models, read once."""
        folder = files("xiangli.engines.models")
        return Triage(
            Linear.read((folder / "category.npz").read_bytes()), Linear.read((folder / "topic.npz").read_bytes())
        )

    def category(self, text: str) -> tuple[str, float]:
        """The likeliest of the seven broad categories and its probability."""
        chances = self.categories.probabilities(grams(text, longest=CATEGORY_LONGEST))
        best = int(chances.argmax())
        return self.categories.classes[best], float(chances[best])

    def classify(self, text: str) -> list[tuple[str, float]]:
        """Up to three topics with their probabilities, likeliest first; empty means none of these."""
        return self.classify_rows(grams(text, longest=TOPIC_LONGEST))

    def classify_rows(self, rows: Rows) -> list[tuple[str, float]]:
        """As `classify`, for a text's rows with repeats."""
        distinct, often = counted(rows)
        if self.topics.known(distinct) < LEAST_KNOWN:
            return []
        chances = softmax(self.topics.scores(distinct, often))
        order = np.argsort(-chances)[:MOST_TOPICS]
        named = [(self.topics.classes[k], float(chances[k])) for k in order if chances[k] >= LEAST_TOPIC]
        if named and named[0][0] == NONE:
            return []
        return [pair for pair in named if pair[0] != NONE]
