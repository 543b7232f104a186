"""``due``: one start, one limit, what stopped or lengthened it → the due time with its sum."""

import datetime as dt
from collections.abc import Sequence

from xiangli.law.days import Calendar, standing
from xiangli.law.limits import words
from xiangli.law.limits.days import ONE, walk
from xiangli.law.limits.terms import SHANGHAI, Due, Limit, LimitError, Pause, Unit, shanghai


def due(
    *,
    start: dt.datetime,
    limit: Limit,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Limit] = (),
    supplements: Sequence[dt.datetime] = (),
    calendar: Calendar | None = None,
) -> Due:
    """When ``limit`` from ``start`` is over.

    A limit in days ends at 24:00 in Shanghai of its last day, given as 00:00 of the next. Paper brought in late
    (``supplements``) starts the clock anew, the latest counts. An open pause leaves the due time as it stood and marks
    it. Hours run through nights and holidays (民法典 201 para 2) and are never moved. ``LimitError`` for moments
    without zone or hours mixed with days; ``BeyondTheCalendar`` where no calendar reaches.
    """
    start = shanghai(max([start, *supplements]))
    limits = [limit, *extensions]
    hours = {one.unit is Unit.H for one in limits}
    if len(hours) == 2:
        raise LimitError("hours and days do not add up to one limit")
    closed = [one for one in pauses if one.end is not None and shanghai(one.end) > start]
    head = words.head(start, limit, extensions, renewed=bool(supplements) and start == max(supplements))
    if hours == {True}:
        at = _by_hours(start, sum(one.amount for one in limits), closed)
        lines = [*head, *words.stops(closed), words.moment(at)]
        provisional = False
    else:
        book = calendar or standing()
        way = walk(start.date(), limits, _paused_days(closed), book)
        at = dt.datetime.combine(way.last + ONE, dt.time(), SHANGHAI)
        provisional = way.last > book.known
        lines = [*head, *words.days(way, closed), words.day_end(way.last)]
        if provisional:
            lines.append(words.provisional(book.last_year))
    standing_still = [one for one in pauses if one.end is None and one.start < at]
    lines += [words.still(one) for one in standing_still]
    return Due(at, start, limit, provisional, bool(standing_still), tuple(lines))


def _paused_days(closed: Sequence[Pause]) -> set[dt.date]:
    days: set[dt.date] = set()
    for one in closed:
        first, end = shanghai(one.start).date(), shanghai(one.end or one.start).date()
        days.update(first + n * ONE for n in range((end - first).days))
    return days


def _by_hours(start: dt.datetime, amount: int, closed: Sequence[Pause]) -> dt.datetime:
    at, seen = start + dt.timedelta(hours=amount), start
    for one in sorted(closed, key=lambda p: p.start):
        first, end = max(shanghai(one.start), seen), shanghai(one.end or one.start)
        if first < at and end > first:
            at += end - first
            seen = end
    return at
