"""One call from a message to the office that should have it: topics and line chances meet the duty list.

The list decides who may; the models only choose among lawful owners. Of all pairs (topic, lawful owner) the likeliest is
proposed. Where no topic is named, or none of the named topics lets the likeliest lines own it, the line's own general
item serves. A proposal that is unsure, or in which the list and the ranking disagree, says so: a person sorts it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from xiangli.engines.route import Reading, Route
from xiangli.lists.edition import GENERAL, topics
from xiangli.lists.lines import LINES
from xiangli.lists.reads.owner_of import Owner, general, lawful, offices_at

SURE = 0.45
"""Below this chance of the owner a person sorts. The chances come true (docs/quality.md): of the messages below, the first
guess is right in less than half, and they are one in seven of a real stream, so sorting stays a small part of the day."""

UNHEARD = 0.02
"""Chance lent to a lawful line the ranking thinks nothing of, so that the list can still be followed."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed: `topic` (None when none is named), its chance, the owner, its chance, all lines ranked,
    whether list and ranking agree, whether a person should look (`sort`), and why, in plain Chinese."""

    topic: str | None
    topic_p: float
    owner: Owner
    owner_p: float
    ranked: tuple[tuple[str, float], ...]
    agree: bool
    sort: bool
    reason: str


@lru_cache(maxsize=4096)
def _present(place_code: str) -> frozenset[str]:
    return frozenset(owner.line for owner in lawful(GENERAL, place_code))


def propose(title: str, text: str, place_code: str) -> Proposal:
    """The proposal for a message at a place (its official code). ValueError for a code that is none."""
    return propose_all([(title, text, place_code)])[0]


def propose_all(many: Sequence[tuple[str, str, str]]) -> list[Proposal]:
    """The same for many (title, text, code of the place), which are read in one pass."""
    readings = Route.load().read_all([(title, text) for title, text, _ in many])
    return [_proposed(reading, offices_at(place)) for reading, (_, _, place) in zip(readings, many, strict=True)]


def _proposed(reading: Reading, place_code: str) -> Proposal:
    present = _present(place_code)
    here = {line: chance for line, chance in reading.lines if line in present}
    whole, first = sum(here.values()), next(iter(here))
    best: tuple[float, str, float, Owner] | None = None
    for topic, topic_p in reading.topics:
        for owner in lawful(topic, place_code):
            worth = topic_p * (here.get(owner.line, 0.0) / whole + UNHEARD)
            if best is None or worth > best[0]:
                best = (worth, topic, topic_p, owner)
    if best is None:
        return _without_topic(place_code, tuple(reading.lines), first, here[first] / whole)
    _, topic, topic_p, owner = best
    owner_p = here.get(owner.line, 0.0) / whole
    agree = owner.line == first
    said = f"像“{topics()[topic].zh}”（{topic_p:.0%}），清单{owner.item}由{LINES[owner.line]}承办（{owner_p:.0%}，依据{owner.basis}）"
    if not agree:
        said += f"；按以往办理更像{LINES[first]}（{here[first] / whole:.0%}）"
    sort = not agree or owner_p < SURE
    return Proposal(topic, topic_p, owner, owner_p, tuple(reading.lines), agree, sort, said)


def _without_topic(place_code: str, ranked: tuple[tuple[str, float], ...], first: str, first_p: float) -> Proposal:
    sort = first_p < SURE
    owner = general("desk" if sort else first, place_code)
    if owner is None:
        raise ValueError(f"no office at {place_code}")
    said = (
        f"看不出是什么事，先由{LINES['desk']}分办"
        if sort
        else f"未归入任何事项，按以往办理像{LINES[first]}的事（{first_p:.0%}），清单{owner.item}"
    )
    return Proposal(None, 0.0, owner, first_p, ranked, False, sort, said)
