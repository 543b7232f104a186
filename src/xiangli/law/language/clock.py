"""The clocks of a matter as it stands: which run, when the nearer is due, and when they next do something by themselves."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from xiangli.law.days import as_known, standing
from xiangli.law.language.model import Procedure
from xiangli.law.limits import Due, Limit, Pause, due, due_at

if TYPE_CHECKING:
    from xiangli.law.language.walk import Standing


@dataclass(frozen=True, slots=True)
class Stop:
    """The clocks stand still ``since`` then, by ``verb`` and the row ``by``, at the longest ``until``."""

    since: datetime
    until: datetime
    verb: str
    by: str


@dataclass(frozen=True, slots=True)
class Running:
    """One clock: from when, its limit, whether it is the one over the whole, what lengthened it."""

    start: datetime
    limit: Limit
    whole: bool
    extensions: tuple[Limit, ...] = ()


def clocks(p: Procedure, now: "Standing") -> list[Running]:
    """The clocks that count at this step. A reporter's right, and a step that says so, leave out the whole one."""
    step = p.step(now.step)
    out = [Running(now.step_since, step.clock.limit, False, now.step_more)]
    if step.clock.kind != "open_for" and not step.stops:
        out.append(Running(now.whole_since, p.whole.limit, True, now.whole_more))
    return out


def sums(p: Procedure, now: "Standing") -> list[tuple[Due, bool]]:
    """Every clock's due time with its sum, nearest first, and whether it is the whole one's."""
    pauses = (*now.pauses, *_standing_still(now))
    found = [
        (
            due(
                start=one.start,
                limit=one.limit,
                pauses=pauses,
                extensions=one.extensions,
                calendar=as_known(now.calendar),
            ),
            one.whole,
        )
        for one in clocks(p, now)
    ]
    return sorted(found, key=lambda pair: (pair[0].at, pair[1]))


def nearest(p: Procedure, now: "Standing") -> tuple[datetime, bool, datetime]:
    """When the nearer clock is due, whether it is the whole one, and when the step's own is; as ``sums`` has it."""
    quick = not now.pauses and not now.step_more and not now.whole_more
    if quick and now.calendar >= standing().last_year:
        found = [(due_at(one.start, one.limit), one.whole) for one in clocks(p, now)]
    else:
        found = [(one.at, whole) for one, whole in sums(p, now)]
    step_due = next(at for at, whole in found if not whole)
    return *min(found), step_due


def over(now: "Standing", start: datetime, limit: Limit) -> datetime:
    """When ``limit`` from ``start`` is over, by the calendar the matter is counted by."""
    return due(start=start, limit=limit, calendar=as_known(now.calendar)).at


def _standing_still(now: "Standing") -> tuple[Pause, ...]:
    return (Pause(now.stopped.since, None, now.stopped.by),) if now.stopped else ()


def warnings(p: Procedure, now: "Standing") -> list[tuple[int, datetime]]:
    """Whom (by place in the procedure's order) is still to be warned of the due time, and when.

    One whose time came before the step began is left out: the limit is shorter, and being given the matter was warning.
    """
    if now.due_at is None or p.step(now.step).clock.kind == "open_for":
        return []
    when = [now.due_at - timedelta(hours=one.limit.amount) for one in p.warns]
    return [(n, at) for n, at in enumerate(when) if n >= now.warned and at > now.step_since]


def wakes(p: Procedure, now: "Standing") -> list[tuple[datetime, str]]:
    """What the clock will do by itself and when, soonest first, as kernel verbs; empty when it waits for people.

    Of several whose time has come the last one counts: who is late need not be warned any more.
    """
    if now.due_at is None:
        return []
    if now.stopped:
        return [(now.stopped.until, "run_on")]
    clock = p.step(now.step).clock
    if clock.kind == "open_for":
        return [(now.due_at, "lapse")]
    ahead = [] if now.late else [(at, "warn") for _, at in warnings(p, now)]
    speaks = now.step_due if clock.kind == "silence" else None
    if not now.late and (speaks is None or now.due_at < speaks):
        ahead.append((now.due_at, "late"))
    if speaks is not None:
        ahead.append((speaks, "silence"))
    return sorted(ahead, key=lambda one: one[0])
