"""Gather the answers given, by topic, off the hot path: the worker follows each county's ledger leaf by leaf."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from xiangli.ledger.models import Leaf, Tree
from xiangli.matters.models import Entry, Matter, Report
from xiangli.replies.models import AnswerMark, GivenAnswer

BATCH = 500


def gather(*, at: datetime) -> int:
    """Bring every county up to its tree; how many answers were found."""
    return sum(_county(county) for county in _behind())


def is_behind() -> bool:
    """Whether any county's ledger has leaves not read for answers."""
    return bool(_behind())


def _behind() -> list[str]:
    read = dict(AnswerMark.objects.values_list("county", "read"))
    sizes = Tree.objects.filter(size__gt=0).values_list("county", "size")
    return [county for county, size in sizes if size > read.get(county, 0)]


def _county(county: str) -> int:
    done = 0
    while True:
        with transaction.atomic():
            AnswerMark.objects.get_or_create(county=county)
            mark = AnswerMark.objects.select_for_update().get(county=county)
            leaves = Leaf.objects.filter(county=county, idx__gte=mark.read, idx__lt=mark.read + BATCH)
            read = list(leaves.values_list("entry", flat=True))
            if not read:
                return done
            done += _keep(county, list(Entry.objects.filter(county=county, id__in=read, verb="answer")))
            AnswerMark.objects.filter(county=county).update(read=F("read") + len(read))


def _keep(county: str, answers: list[Entry]) -> int:
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
