"""What anybody may know of a report by its id: that it is open or closed, whose it is, until when. No words, no person, no spot."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from xiangli.matters.models import Entry, Matter, Report
from xiangli.matters.names import Names
from xiangli.policy.reads.edition import procedure

MOST = 200


@dataclass(frozen=True, slots=True)
class Public:
    """``place`` is the township's name at most; ``step`` the name of where it stands."""

    report: UUID
    topic: str
    step: str
    closed: bool
    office: str
    place: str
    received_at: datetime
    moved_at: datetime
    due_at: datetime | None


def by_ids(*, ids: Sequence[UUID]) -> list[Public]:
    """Those of ``ids`` that exist, in the order asked for. Five statements."""
    found = Report.objects.filter(id__in=list(ids)[:MOST]).in_bulk()
    return _public([found[id] for id in ids if id in found])


def by_source(*, county: str, source: str, since: datetime, until: datetime) -> list[Public]:
    """What one program has sent by Open311 into a county, the newest first. Five statements."""
    rows = Report.objects.filter(
        county=county, channel="open311", source=source, received_at__gte=since, received_at__lt=until
    )
    return _public(list(rows.order_by("-received_at", "id")[:MOST]))


def _public(reports: Iterable[Report]) -> list[Public]:
    reports = list(reports)
    matters = Matter.objects.filter(id__in={report.matter for report in reports}).in_bulk()
    counties = {row.county for row in matters.values()}
    moved = dict(
        Entry.objects.filter(county__in=counties, matter__in=list(matters))
        .values_list("matter").annotate(last=Max("at")).order_by()
    )  # fmt: skip
    called = Names([row.place[:9] for row in matters.values()], [row.owner or "" for row in matters.values()])
    out = []
    for report in reports:
        row = matters[report.matter]
        out.append(Public(
            report=report.id, topic=row.topic, step=procedure(row.edition).name_of(row.step).zh, closed=row.ended_at is not None,
            office=called.office(row.owner), place=called.place(row.place[:9]), received_at=report.received_at,
            moved_at=moved[row.id], due_at=row.due_at,
        ))  # fmt: skip
    return out
