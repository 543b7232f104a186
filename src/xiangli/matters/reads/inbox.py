"""The inbox of a desk: open matters by nearest clock, with the counts of its filters."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q

from xiangli.matters.models import Matter
from xiangli.matters.reads.narrow import Narrow
from xiangli.matters.reads.scope import offices, scope
from xiangli.parties.reads.actor import Actor

STATES = ("all", "mine", "late", "near", "sort", "assigned", "handling", "disputed", "answered")
STEPS = ("sort", "assigned", "handling", "disputed", "answered")
NEAR = timedelta(hours=24)
ALL = Narrow()


@dataclass(frozen=True, slots=True)
class Inbox:
    """One page: rows by due time, the counts by filter, and whether more follow after the last row."""

    rows: list[Matter]
    counts: dict[str, int]
    more: bool


def _filters(actor: Actor, at: datetime) -> dict[str, Q]:
    steps = {step: Q(step=step) for step in STEPS}
    working = ~Q(step="answered")
    return {
        "all": Q(), "mine": Q(owner__in=offices(actor)) & working, "late": Q(due_at__lte=at) & working,
        "near": Q(due_at__gt=at, due_at__lte=at + NEAR) & working, **steps,
    }  # fmt: skip


def inbox(
    *,
    actor: Actor,
    at: datetime,
    state: str = "all",
    after: tuple[datetime, UUID] | None = None,
    limit: int = 25,
    narrow: Narrow = ALL,
) -> Inbox:
    """What ``actor`` has to do at the moment ``at``; ``after`` is due time and id of the last row seen.

    Two statements. An unknown ``state`` counts as ``all``; one without a post sees an empty inbox. The counts are of
    what ``narrow`` leaves (its words are the search's business, ``reads.search``).
    """
    seen = scope(actor, "handle", "sort")
    if seen is None:
        return Inbox([], dict.fromkeys(STATES, 0), False)
    filters = _filters(actor, at)
    mine = Matter.objects.filter(seen, ended_at__isnull=True).filter(narrow.where(at))
    counts = mine.aggregate(
        **{f"n_{name}": Count("id", filter=where) if where else Count("id") for name, where in filters.items()}
    )
    rows = mine.filter(filters.get(state, Q()))
    if after:
        rows = rows.filter(Q(due_at__gte=after[0]) & (Q(due_at__gt=after[0]) | Q(id__gt=after[1])))
    found = list(rows.order_by("due_at", "id")[: limit + 1])
    return Inbox(found[:limit], {name: counts[f"n_{name}"] for name in STATES}, len(found) > limit)
