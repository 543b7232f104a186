"""Ranking of the business lines for a message, learned from who answered for such messages before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from xiangli.engines.triage.grams import Rows, grams
from xiangli.engines.triage.linear import Linear

LONGEST = 2
_TITLE = 1


def rows_of(title: str, text: str) -> Rows:
    """Hashed rows of title and text together, and of the title alone once more: it says what the writer wants."""
    return np.concatenate((grams(f"{title} {text}", longest=LONGEST), grams(title, longest=LONGEST, salt=_TITLE)))


@dataclass(frozen=True)
class Route:
    """The shipped ranking. Lines nobody answered from in training stand last, in the list's order."""

    lines: Linear

    @staticmethod
    @cache
    def load() -> Route:
        """The shipped model, read once."""
        return Route(Linear.read((files("xiangli.engines.models") / "line.npz").read_bytes()))

    def rank(self, title: str, text: str, topics: Sequence[tuple[str, float]] | None = None) -> list[tuple[str, float]]:
        """All lines with their probabilities, likeliest first."""
        chances = self.lines.probabilities(rows_of(title, text))
        order = np.argsort(-chances, kind="stable").tolist()
        return list(zip([self.lines.classes[k] for k in order], chances[order].tolist(), strict=True))


def rank(title: str, text: str, topics: Sequence[tuple[str, float]] | None = None) -> list[tuple[str, float]]:
    """`Route.load().rank`: lines for a message, likeliest first."""
    return Route.load().rank(title, text, topics)
