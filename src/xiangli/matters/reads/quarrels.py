"""Matters over whose ownership offices quarrel, each with every ground given, and what was ruled on like topics before."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from xiangli.matters.models import Entry, Matter, Ruling
from xiangli.matters.reads.scope import scope
from xiangli.parties.reads.actor import Actor

GROUNDED = ("return", "dispute", "transfer")
GIVEN = ("open", "assign", "rule")


@dataclass(frozen=True, slots=True)
class Ground:
    """What was said for or against: ``office`` is whose it was said to be when it was given (open, assign, rule), else
    who said that it is not hers; ``item`` the item of the list that was named, if any."""

    office: str
    verb: str
    words: str
    item: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Quarrel:
    """A matter that waits for a ruling or a new owner, with the grounds in their order, the newest last."""

    matter: Matter
    grounds: list[Ground]
    rulings: list[Ruling]


def quarrels(*, actor: Actor, limit: int = 20) -> list[Quarrel]:
    """Disputed matters, and returned ones that wait to be assigned anew, nearest clock first. Three statements."""
    seen = scope(actor, "sort")
    if seen is None:
        return []
    returned = Entry.objects.filter(county=OuterRef("county"), matter=OuterRef("id"), verb="return")
    waiting = Q(step="disputed") | (Q(step="sort") & Q(Exists(returned)))
    rows = list(Matter.objects.filter(seen, ended_at__isnull=True).filter(waiting).order_by("due_at", "id")[:limit])
    ids, counties = [row.id for row in rows], {row.county for row in rows}
    said: dict[UUID, list[Ground]] = defaultdict(list)
    owner: dict[UUID, str] = {}
    for entry in Entry.objects.filter(county__in=counties, matter__in=ids).order_by("matter", "seq"):
        data = entry.data
        if entry.verb in GROUNDED and data.get("ground"):
            office = owner.get(entry.matter, "")
            said[entry.matter].append(Ground(office, entry.verb, str(data["ground"]), str(data.get("item", "")), entry))
        if data.get("owner"):
            owner[entry.matter] = str(data["owner"])
            if entry.verb in GIVEN:
                why = str(data.get("ground") or data.get("note") or "")
                said[entry.matter].append(
                    Ground(owner[entry.matter], entry.verb, why, str(data.get("item", "")), entry)
                )
    ruled: dict[str, list[Ruling]] = defaultdict(list)
    topics = {row.topic for row in rows if row.topic}
    for ruling in Ruling.objects.filter(county__in=counties, topic__in=topics).order_by("-at")[:60]:
        ruled[ruling.topic].append(ruling)
    return [Quarrel(row, said[row.id], ruled[row.topic][:3]) for row in rows]
