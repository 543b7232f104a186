"""Ranking of the business lines for a message, learned from who answered for such messages before.

Two things are read: the n-grams of title and text (the title's once more, it says what the writer wants), and how
likely each topic of the list is. The topics carry most of what our own texts teach about lines that answered seldom.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from xiangli.engines.triage.grams import Counted, body, message, messages
from xiangli.engines.triage.linear import Floats, Linear, chances
from xiangli.engines.triage.reading import TOPIC_LONGEST, Triage
from xiangli.engines.triage.weights import weights


def route_text(title: str, text: str) -> Counted:
    """A message as the ranking reads it; its `body` is what the topic model reads."""
    return message(title, text, longest=TOPIC_LONGEST)


@dataclass(frozen=True)
class Reading:
    """What triage and ranking say of one message: topics worth naming, and all lines, likeliest first."""

    topics: list[tuple[str, float]]
    lines: list[tuple[str, float]]


@dataclass(frozen=True)
class Route:
    """The ranking over the lines of the training, and the triage it builds on."""

    triage: Triage
    lines: Linear

    @staticmethod
    @cache
    def load() -> Route:
        """The shipped models, read once."""
        return Route(Triage.load(), Linear.unpacked(weights("line")))

    def read(self, title: str, text: str) -> Reading:
        """Topics and lines of a message in one pass."""
        return self.read_all([(title, text)])[0]

    def read_all(self, many: Sequence[tuple[str, str]]) -> list[Reading]:
        """The same for many messages (title, text) at once: half the cost of one by one."""
        if not many:
            return []
        whole = messages(many, longest=TOPIC_LONGEST)
        said = [body(read) for read in whole]
        topics = chances(np.array([self.triage.topics.scores(read) for read in said]))
        lines = chances(np.array([self.lines.scores(read, of) for read, of in zip(whole, topics, strict=True)]))
        named = [self.triage.named(read, of) for read, of in zip(said, topics, strict=True)]
        return [Reading(of, ranked) for of, ranked in zip(named, self._ranked(lines), strict=True)]

    def rank(self, title: str, text: str, topics: Sequence[tuple[str, float]] | None = None) -> list[tuple[str, float]]:
        """All lines with their probabilities, likeliest first; `topics`, when given, stand in for triage's own."""
        if topics is None:
            return self.read(title, text).lines
        given: Floats = np.zeros(len(self.triage.topics.classes), dtype=np.float32)
        for topic, chance in topics:
            if topic in self.triage.topics.classes:
                given[self.triage.topics.classes.index(topic)] = chance
        return self._ranked(self.lines.probabilities(route_text(title, text), given)[None])[0]

    def _ranked(self, told: Floats) -> list[list[tuple[str, float]]]:
        """For each row of chances the lines, likeliest first."""
        names = self.lines.classes
        order = (-told).argsort(axis=1)
        return [[(names[k], row[k]) for k in best] for best, row in zip(order.tolist(), told.tolist(), strict=True)]


def rank(title: str, text: str, topics: Sequence[tuple[str, float]] | None = None) -> list[tuple[str, float]]:
    """`Route.load().rank`: lines for a message, likeliest first."""
    return Route.load().rank(title, text, topics)
