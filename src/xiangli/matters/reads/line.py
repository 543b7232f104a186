"""What an office has in hand: its own open matters and those it still owes a part of, by the nearer of their two clocks."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q
from django.db.models.functions import Coalesce, Least

from xiangli.matters.models import Matter, Part
from xiangli.matters.reads.inbox import NEAR
from xiangli.matters.reads.scope import offices, scope
from xiangli.parties.reads.actor import Actor


@dataclass(frozen=True, slots=True)
class Line:
    """``assists``: which of the rows are others' matters; ``counts`` by assigned, handling, late and near."""

    rows: list[Matter]
    assists: set[UUID]
    counts: dict[str, int]
    more: bool


def line(*, actor: Actor, at: datetime, limit: int = 60) -> Line:
    """Not those that wait for their reporter. Three statements; empty for whoever handles for no office."""
    seen = scope(actor, "handle")
    if seen is None:
        return Line([], set(), dict.fromkeys(("assigned", "handling", "late", "near"), 0), False)
    working = Matter.objects.filter(seen, ended_at__isnull=True).exclude(step="answered")
    counts = working.aggregate(
        assigned=Count("id", filter=Q(step="assigned")), handling=Count("id", filter=Q(step="handling")),
        late=Count("id", filter=Q(due_at__lte=at)), near=Count("id", filter=Q(due_at__gt=at, due_at__lte=at + NEAR)),
    )  # fmt: skip
    clock = Least("due_at", Coalesce("outer_due", "due_at"))
    rows = list(working.order_by(clock, "id")[: limit + 1])
    mine = offices(actor)
    asked = Part.objects.filter(
        county__in={row.county for row in rows}, matter__in=[row.id for row in rows], office__in=mine
    )
    owed = set(asked.values_list("matter", flat=True))
    assists = {row.id for row in rows if row.id in owed and row.owner not in mine}
    return Line(rows[:limit], assists, counts, len(rows) > limit)
