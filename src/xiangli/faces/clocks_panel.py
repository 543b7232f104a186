"""The clocks on a matter's page: ours and the outer system's, the nearer first, and what a quarrel has taken."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from xiangli.faces import words
from xiangli.law.limits import SHANGHAI, Pause
from xiangli.matters.models import Matter
from xiangli.matters.reads.one import Whole
from xiangli.web.kit.shapes import ClockFace, clock_state


def clocks(whole: Whole, now: datetime) -> list[ClockFace]:
    """Nearest first; each names where it comes from. One that is not running stands alone."""
    waiting = words.waits(whole.procedure, whole.standing.step)
    ours = words.clock_face(whole.due, now=now, whole=whole.by_whole, waiting=waiting)
    theirs = outer(whole.matter, now)
    if theirs is None:
        return [ours]
    return sorted([ours, theirs], key=lambda face: face.at or now)


def outer(row: Matter, now: datetime) -> ClockFace | None:
    """The outer system's clock, if it gave one and the matter runs."""
    if row.outer_due is None or row.ended_at is not None:
        return None
    return ClockFace(row.outer_due, clock_state(row.outer_due, now), _("上级系统时限"))


def quarrel(whole: Whole, now: datetime) -> dict[str, Any] | None:
    """How long bodies quarrelled over whose it is, each time with its days, and the sum; None where nobody did.

    That time is the quarrel's: the clock over the whole stood still, and no office is late by it.
    """
    p, standing = whole.procedure, whole.standing
    rows = {step.clock.by for step in p.steps.values() if step.stops}
    times = [one for one in standing.pauses if one.by in rows]
    if standing.step in p.steps and p.steps[standing.step].stops:
        times.append(Pause(standing.step_since, None, p.steps[standing.step].clock.by))
    if not times:
        return None
    spans = [(one.start, one.end or now) for one in times]
    whole_time = sum((end - start for start, end in spans), timedelta())
    return {
        "sum": lasted(whole_time),
        "lines": [
            _("%(start)s 至 %(end)s") % {"start": moment(one.start), "end": moment(one.end) if one.end else _("现在")}
            for one in times
        ],
    }


def lasted(time: timedelta) -> str:
    """A length of time as one says it: days and hours."""
    hours = int(time.total_seconds() // 3600)
    return _("%(days)s 天 %(hours)s 小时") % {"days": hours // 24, "hours": hours % 24}


def moment(at: datetime) -> str:
    """A moment on Shanghai's clock."""
    return f"{at.astimezone(SHANGHAI):%m月%d日 %H:%M}"
