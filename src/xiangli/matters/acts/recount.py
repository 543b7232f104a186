"""Recount: a holiday notice has come out, and due times that were provisional are counted anew, each by an entry.

全国年节及纪念日放假办法 7: days off are moved and made up by a yearly notice, so a time beyond the last one is not certain.
"""

from datetime import datetime, timedelta
from uuid import uuid5

from django.db.models import QuerySet

from xiangli.law.days import as_known, standing
from xiangli.law.limits import SHANGHAI
from xiangli.matters.acts.perform import perform
from xiangli.matters.errors import Conflict, WrongStep
from xiangli.matters.models import Matter
from xiangli.parties.reads.actor import SYSTEM


def recount(*, at: datetime, limit: int = 500) -> int:
    """Count anew at most ``limit`` open matters whose due time lies past what was known then; how many. Twice is once."""
    done, latest = 0, standing().last_year
    for row in _provisional().order_by("due_at")[:limit]:
        data = {"calendar": latest, "was": row.due_at.isoformat() if row.due_at else ""}
        try:
            perform(matter=row.id, verb="recount", data=data, by=SYSTEM, at=at,
                    request=uuid5(row.id, f"recount:{latest}"), expected=row.seq)  # fmt: skip
            done += 1
        except (Conflict, WrongStep):  # somebody acted meanwhile: the next round sees it anew
            continue
    return done


def waiting() -> bool:
    """Whether there is a due time to count anew."""
    return _provisional().exists()


def _provisional() -> QuerySet[Matter]:
    """Open matters counted by an earlier notice up to a day it did not reach; one condition for each year there is."""
    latest = standing().last_year
    oldest = Matter.objects.filter(ended_at__isnull=True, calendar__lt=latest).order_by("calendar").first()
    if oldest is None:
        return Matter.objects.none()
    known = as_known(oldest.calendar).known + timedelta(days=1)
    past = datetime(known.year, known.month, known.day, tzinfo=SHANGHAI)
    return Matter.objects.filter(ended_at__isnull=True, calendar__lt=latest, due_at__gt=past)
