"""Triage and route: the topic, the lawful owner, or the hand-sorting desk; always with confidence and reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xiangli.intake.incoming import Incoming
from xiangli.lists.reads.propose import Proposal, propose_all

ASKS = ("咨询", "请问", "问一下", "想了解", "怎么办理", "如何办理", "什么时候能")

ALONE = ("petition", "petition_simple")
"""Business that a person registers and passes on, and that never joins another's: each petitioner has a clock and a
written opinion of her own (信访工作条例 22–23, 32), and an accusation must reach nobody it speaks of (30)."""


@dataclass(frozen=True, slots=True)
class Routed:
    """The decision of this stage. ``owner`` is set only when sure; the rest is what a person sees when sorting."""

    procedure: str
    topic: str
    item: str
    owner: str | None
    seen: dict[str, Any]


def route_all(placed: Sequence[tuple[Incoming, str]]) -> list[Routed]:
    """What kind of business each (report, code of its place) is and whose."""
    proposed = propose_all([(one.title, one.text, place) for one, place in placed])
    return [_routed(one, p) for (one, _), p in zip(placed, proposed, strict=True)]


def _routed(one: Incoming, p: Proposal) -> Routed:
    """A person's own choice (``one.owner``) stands above the proposal."""
    owner = p.owner
    seen = {
        "topic": p.topic or "", "topic_percent": round(p.topic_p * 100),
        "owner": owner.office, "item": owner.item, "basis": owner.basis, "owner_percent": round(p.owner_p * 100),
        "agree": p.agree, "reason": p.reason, "ranked": [line for line, _ in p.ranked[:10]],
    }  # fmt: skip
    procedure = one.procedure or ("consult" if any(word in one.title for word in ASKS) else "report")
    if one.owner:
        return Routed(procedure, p.topic or "", one.item or owner.item, one.owner, seen)
    by_hand = p.sort or procedure in ALONE
    return Routed(procedure, p.topic or "", owner.item, None if by_hand else owner.office, seen)
