"""What joining was not sure of: each pair with the words of both sides."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from xiangli.intake.models import Pair
from xiangli.matters.models import Matter, Report
from xiangli.parties.reads.actor import Actor


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: its matter and the report that stands for it."""

    matter: Matter
    report: Report


@dataclass(frozen=True, slots=True)
class Beside:
    """A pair with both sides, the older first. Both are open where it waits to be judged."""

    pair: Pair
    older: Side
    newer: Side


def waiting(*, actor: Actor, limit: int = 20) -> list[Beside]:
    """Not judged yet, the likeliest first; pairs of which one has ended meanwhile are left out. Three statements."""
    return _beside(_mine(actor).filter(decided="").order_by("-at", "id")[: limit * 3], limit, open_only=True)


def judged(*, actor: Actor, since: datetime, limit: int = 20) -> list[Beside]:
    """Judged lately, the last first, so that a slip can be taken back. Three statements."""
    rows = _mine(actor).filter(decided__in=("one", "apart"), decided_at__gte=since)
    return _beside(rows.order_by("-decided_at", "id")[:limit], limit, open_only=False)


def _mine(actor: Actor) -> QuerySet[Pair]:
    where = Q(pk__in=[])
    for hat in actor.hats:
        if "sort" in hat.acts:
            for place in hat.places:
                where |= Q(county=place[:6], town=place[:9]) if len(place) >= 9 else Q(county=place[:6])
    return Pair.objects.filter(where)


def _beside(pairs: QuerySet[Pair], limit: int, *, open_only: bool) -> list[Beside]:
    rows = list(pairs)
    matters = Matter.objects.filter(id__in={id for row in rows for id in (row.matter, row.other)}).in_bulk()
    told = Report.objects.filter(
        Q(id__in=[row.report for row in rows])
        | Q(county__in={row.county for row in rows}, matter__in=[row.other for row in rows])
    )
    by_id: dict[UUID, Report] = {}
    first: dict[UUID, Report] = {}
    for report in told.order_by("received_at", "id"):
        by_id[report.id] = report
        first.setdefault(report.matter, report)
    out = []
    for row in rows:
        newer, older = matters.get(row.matter), matters.get(row.other)
        if newer is None or older is None or row.report not in by_id or row.other not in first:
            continue
        if open_only and (newer.ended_at or older.ended_at):
            continue
        out.append(Beside(row, Side(older, first[row.other]), Side(newer, by_id[row.report])))
    return sorted(out, key=lambda one: -one.pair.percent)[:limit] if open_only else out[:limit]
