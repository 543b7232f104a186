"""The queue a desk sorts by hand: matters at step ``sort``, nearest clock first, each with its first report."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from xiangli.matters.models import Matter, Report
from xiangli.matters.reads.scope import scope
from xiangli.parties.reads.actor import Actor


@dataclass(frozen=True, slots=True)
class Queue:
    """Rows by due time, the first report of each by matter id, and whether more follow."""

    rows: list[Matter]
    reports: dict[UUID, Report]
    more: bool


def to_sort(*, actor: Actor, after: tuple[datetime, UUID] | None = None, limit: int = 20) -> Queue:
    """What ``actor`` has to sort; two statements."""
    seen = scope(actor, "sort")
    if seen is None:
        return Queue([], {}, False)
    rows = Matter.objects.filter(seen, step="sort", ended_at__isnull=True)
    if after:
        rows = rows.filter(Q(due_at__gt=after[0]) | Q(due_at=after[0], id__gt=after[1]))
    found = list(rows.order_by("due_at", "id")[: limit + 1])
    shown = found[:limit]
    told = Report.objects.filter(county__in={row.county for row in shown}, matter__in=[row.id for row in shown])
    reports: dict[UUID, Report] = {}
    for report in told.order_by("received_at", "id"):
        reports.setdefault(report.matter, report)
    return Queue(shown, reports, len(found) > limit)
