"""The clock sweep: call late what is past an office's limit, close what a party let lapse. Run by the worker."""

from datetime import datetime
from uuid import UUID, uuid5

from xiangli.matters.acts.perform import perform
from xiangli.matters.errors import Conflict, WrongStep
from xiangli.matters.models import Matter
from xiangli.parties.reads.actor import SYSTEM
from xiangli.policy.reads.edition import procedure


def sweep(*, at: datetime, limit: int = 500, matter: UUID | None = None) -> int:
    """Act on at most ``limit`` matters whose due time is past; how many. Doing it twice does nothing twice.

    ``matter``: look at this one alone.
    """
    done = 0
    waiting = Matter.objects.filter(ended_at__isnull=True, late=False, due_at__lte=at)
    if matter:
        waiting = waiting.filter(id=matter)
    for row in waiting.order_by("due_at")[:limit]:
        clock = procedure(row.edition).step(row.step).clock
        verb = "lapse" if clock.kind == "open_for" else "late"
        try:
            perform(matter=row.id, verb=verb, data={"due": row.due_at.isoformat() if row.due_at else ""}, by=SYSTEM,
                    at=at, request=uuid5(row.id, f"{verb}:{row.seq}"), expected=row.seq)  # fmt: skip
            done += 1
        except (Conflict, WrongStep):  # somebody acted between our look and our act: the next sweep sees it anew
            continue
    return done


def due(at: datetime) -> bool:
    """Whether a sweep has anything to do."""
    return Matter.objects.filter(ended_at__isnull=True, late=False, due_at__lte=at).exists()
