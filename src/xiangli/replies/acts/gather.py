"""Gather the answers given, by topic, off the hot path: the worker follows the ledgers (``matters.acts.follow``)."""

from datetime import datetime
from uuid import UUID

from xiangli.matters.acts.follow import behind, follow
from xiangli.matters.models import Entry, Matter, Report
from xiangli.replies.models import GivenAnswer

READER = "answers"
BATCH = 500


def gather(*, at: datetime) -> int:
    """Bring every county up to its tree; how many answers were found."""
    return follow(READER, _keep, batch=BATCH)


def is_behind() -> bool:
    """Whether any county's ledger has leaves not read for answers."""
    return bool(behind(READER))


def _keep(county: str, entries: list[Entry]) -> int:
    answers = [entry for entry in entries if entry.verb == "answer"]
    ids = {entry.matter for entry in answers}
    topics = dict(Matter.objects.filter(county=county, id__in=ids).values_list("id", "topic"))
    first: dict[UUID, UUID] = {}
    told = Report.objects.filter(county=county, matter__in=ids).order_by("received_at", "id")
    for matter, report in told.values_list("matter", "id"):
        first.setdefault(matter, report)
    rows = [
        GivenAnswer(
            id=one.id, county=county, topic=topics[one.matter], matter=one.matter, report=first[one.matter], at=one.at
        )
        for one in answers
        if one.matter in first
    ]
    GivenAnswer.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)
