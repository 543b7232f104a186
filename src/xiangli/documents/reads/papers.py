"""Which papers there are: the published editions of papers, each as it was when the act was done."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from xiangli.documents.paper import Paper, load_paper
from xiangli.policy.reads.published import Published, published, text_of

KIND = "paper"


class NoSuchPaper(LookupError):
    """No such paper is published, or it is not one of this entry."""


class Papers:
    """All published papers, read with one statement (and one for each edition this process has not read before)."""

    def __init__(self) -> None:
        self._editions: dict[str, list[Published]] = {}
        for one in published(KIND):
            self._editions.setdefault(one.name, []).append(one)

    def one(self, name: str, at: datetime) -> Paper:
        """The edition that was out at ``at`` (the oldest for what happened before any was). Raises NoSuchPaper."""
        editions = self._editions.get(name)
        if not editions:
            raise NoSuchPaper(name)
        out = [one for one in editions if one.at <= at] or editions[:1]
        return _read(out[-1].hash)

    def of_entry(self, procedure: str, verb: str, data: dict[str, Any], at: datetime) -> list[Paper]:
        """The papers of an entry of this verb in a matter of this procedure."""
        return [
            paper
            for paper in self._all(procedure, at)
            if verb in paper.of.verbs and all(data.get(field) in values for field, values in paper.of.when.items())
        ]

    def of_matter(self, procedure: str, at: datetime) -> list[Paper]:
        """The papers of a matter as a whole."""
        return [paper for paper in self._all(procedure, at) if not paper.of.verbs]

    def _all(self, procedure: str, at: datetime) -> Sequence[Paper]:
        papers = [self.one(name, at) for name in sorted(self._editions)]
        return [paper for paper in papers if not paper.of.procedures or procedure in paper.of.procedures]


@lru_cache(maxsize=256)
def _read(digest: str) -> Paper:
    return load_paper(text_of(digest), f"paper {digest[:12]}")
