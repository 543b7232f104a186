"""A matter that goes on after its answer was published, or loses the report: the platform puts the publication aside.

Nobody can read it from the moment the matter goes on (``publication.reads.state.standing_still``); this writes the step.
"""

from datetime import datetime

from django.db.models import QuerySet

from xiangli.parties.reads.actor import SYSTEM
from xiangli.proof.ids import uuid7
from xiangli.publication.acts.append import append
from xiangli.publication.errors import Refused
from xiangli.publication.models import Publication, PublicationStep
from xiangli.publication.reads.state import standing_still
from xiangli.publication.text import keep


def moved_on() -> QuerySet[Publication]:
    """Publications under way, or done, whose matter stands no more where their text says."""
    still = standing_still().values("id")
    return Publication.objects.filter(state__in=("asked", "waiting", "published")).exclude(id__in=still)


def is_behind() -> bool:
    """Whether there is anything to put aside. One statement."""
    return moved_on().exists()


def set_aside(*, at: datetime) -> None:
    """Put aside all that moved on; what somebody is just acting upon waits for the next time."""
    for row in moved_on().order_by("id")[:500]:
        try:
            put_aside(row, at=at)
        except Refused:
            continue


def put_aside(row: Publication, *, at: datetime) -> PublicationStep:
    """One: its text goes, its consent is used up."""
    row.state = "aside"
    keep(row, None)
    return append(row=row, verb="aside", actor=SYSTEM.name, data={"matter": str(row.matter)}, request=uuid7(), at=at)
