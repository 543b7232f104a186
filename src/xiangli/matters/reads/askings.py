"""What waits to be decided by a person: extensions and appeals that were asked for, with the ground of each."""

from dataclasses import dataclass
from uuid import UUID

from xiangli.matters.models import Entry, Matter
from xiangli.matters.reads.scope import scope
from xiangli.parties.reads.actor import Actor

VERB = {"extension": "extend_ask", "appeal": "appeal"}


@dataclass(frozen=True, slots=True)
class Asking:
    """A matter with the entry that asks."""

    matter: Matter
    entry: Entry | None


def askings(*, actor: Actor, asks: str, limit: int = 50) -> list[Asking]:
    """Matters whose ``asks`` is ``extension`` or ``appeal``, nearest clock first. Two statements."""
    seen = scope(actor, "sort", "oversee")
    if seen is None:
        return []
    rows = list(Matter.objects.filter(seen, asks=asks).order_by("due_at", "id")[:limit])
    entries = Entry.objects.filter(
        county__in={row.county for row in rows}, matter__in=[row.id for row in rows], verb=VERB[asks]
    )
    newest: dict[UUID, Entry] = {entry.matter: entry for entry in entries.order_by("seq")}
    return [Asking(row, newest.get(row.id)) for row in rows]


def waiting(*, actor: Actor) -> dict[str, int]:
    """How many quarrels, extensions and appeals wait where ``actor`` sorts. Three statements."""
    seen = scope(actor, "sort", "oversee")
    if seen is None:
        return {"disputed": 0, "extension": 0, "appeal": 0}
    rows = Matter.objects.filter(seen)
    return {
        "disputed": rows.filter(step="disputed", ended_at__isnull=True).count(),
        "extension": rows.filter(asks="extension").count(),
        "appeal": rows.filter(asks="appeal").count(),
    }
