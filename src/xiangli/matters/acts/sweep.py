"""The clock sweep: what clocks do by themselves. Warn before a limit passes, call late what passed it, close what a party
let lapse, let the law's silence speak, start again what was stopped long enough. Run by the worker."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5

from xiangli.law.language import Procedure, Standing, wakes, warnings
from xiangli.law.limits import SHANGHAI
from xiangli.matters.acts.perform import perform
from xiangli.matters.desk import desk_of
from xiangli.matters.errors import Conflict, WrongStep
from xiangli.matters.fold import fold
from xiangli.matters.models import Entry, Matter
from xiangli.parties.reads.actor import SYSTEM
from xiangli.policy.reads.edition import procedure


def sweep(*, at: datetime, limit: int = 500, matter: UUID | None = None) -> int:
    """Act once on each of at most ``limit`` matters whose clock wakes by ``at``; how many. Twice does nothing twice.

    ``matter``: look at this one alone.
    """
    done = 0
    waiting = Matter.objects.filter(wake_at__lte=at)
    if matter:
        waiting = waiting.filter(id=matter)
    for row in waiting.order_by("wake_at")[:limit]:
        p = procedure(row.edition)
        now = fold(Entry.objects.filter(county=row.county, matter=row.id).order_by("seq"), p).standing
        come = [verb for when, verb in wakes(p, now) if when <= at]
        if not come:
            continue
        verb = come[-1]
        try:
            perform(matter=row.id, verb=verb, data=_data(p, now, row, verb, at), by=SYSTEM, at=at,
                    request=uuid5(row.id, f"{verb}:{row.seq}"), expected=row.seq)  # fmt: skip
            done += 1
        except (Conflict, WrongStep):  # somebody acted between our look and our act: the next sweep sees it anew
            continue
    return done


def _data(p: Procedure, now: Standing, row: Matter, verb: str, at: datetime) -> dict[str, Any]:
    """What the entry says beside its verb: the due time, whom a warning is for (all whose time has come), the desk where silence leads there."""
    data: dict[str, Any] = {"due": now.due_at.isoformat() if now.due_at else ""}
    if verb in ("warn", "late") and now.due_at:
        data["note"] = until(now.due_at)
    if verb == "warn":
        data["who"] = [p.warns[n].who for n, when in warnings(p, now) if when <= at]
    if verb == "silence":
        goal = p.step(now.step).clock.silence_is
        if not p.is_end(goal) and p.step(goal).owner == "desk":
            data["desk"] = desk_of(row.place)
    return data


def until(at: datetime) -> str:
    """A due time as one says it: the end of its last day, or the minute."""
    local = at.astimezone(SHANGHAI)
    if local.time() == time():
        last = local - timedelta(days=1)
        return f"{last.month}月{last.day}日24时到期"
    return f"{local.month}月{local.day}日{local:%H:%M}到期"


def due(at: datetime) -> bool:
    """Whether a sweep has anything to do."""
    return Matter.objects.filter(wake_at__lte=at).exists()
