"""One call from a message to the office that should have it: topics and line chances meet the duty list.

The list decides who may; the models only choose among lawful owners. Of all pairs (topic, lawful owner) the likeliest is
proposed. Where no topic is named, or none of the named topics lets the likeliest lines own it, the line's own general
item serves. A proposal that is unsure, or in which the list and the ranking disagree, says so: a person sorts it.
"""

from __future__ import annotations

from dataclasses import dataclass

from xiangli.engines.route import Route
from xiangli.lists.edition import GENERAL, topics
from xiangli.lists.lines import LINES
from xiangli.lists.reads.owner_of import Owner, general, lawful, owner_of

SURE = 0.30
"""Below this chance of the owner a person sorts."""


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


def _here(ranked: list[tuple[str, float]], place_code: str) -> list[tuple[str, float]]:
    return [(line, chance) for line, chance in ranked if general(line, place_code) is not None]


def propose(title: str, text: str, place_code: str) -> Proposal:
    """The proposal for a message at a place (its official code). ValueError for a code that is none."""
    reading = Route.load().read(title, text)
    named, ranked = reading.topics, reading.lines
    here = _here(ranked, place_code)
    chance = dict(here)
    total = sum(chance.values()) or 1.0
    best: tuple[float, str, float, Owner] | None = None
    for topic, topic_p in named:
        for owner in lawful(topic, place_code):
            worth = topic_p * (chance.get(owner.line, 0.0) + 0.02)
            if best is None or worth > best[0]:
                best = (worth, topic, topic_p, owner)
    first, first_p = (here[0][0], here[0][1] / total) if here else ("desk", 0.0)
    if best is None:
        owner = general(first, place_code) or owner_of(GENERAL, place_code)
        if owner is None:
            raise ValueError(f"no office at {place_code}")
        sure = first_p >= SURE and bool(text.strip() or title.strip())
        return Proposal(None, 0.0, owner, first_p, tuple(ranked), False, not sure, _say(None, 0.0, owner, first_p))
    _, topic, topic_p, owner = best
    owner_p = chance.get(owner.line, 0.0) / total
    agree = owner.line == first
    sort = not agree and owner_p < SURE
    return Proposal(
        topic, topic_p, owner, owner_p, tuple(ranked), agree, sort, _say(topic, topic_p, owner, owner_p, first, agree)
    )


def _say(topic: str | None, topic_p: float, owner: Owner, owner_p: float, first: str = "", agree: bool = True) -> str:
    line = LINES[owner.line]
    if topic is None:
        return f"未归入任何事项，按经验像{line}的事（{owner_p:.0%}），清单{owner.item}"
    said = (
        f"像“{topics()[topic].zh}”（{topic_p:.0%}），清单{owner.item}由{line}承办（{owner_p:.0%}，依据{owner.basis}）"
    )
    return said if agree else f"{said}；按以往办理更像{LINES[first]}"
