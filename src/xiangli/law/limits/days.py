"""Which days a limit counts: pure dates, no words.

民法典 201: the opening day is not counted. 202: months and years end on the matching day, or the month's last.
203: a last day that is a 法定休假日 gives way to the day after the rest. A day in a pause is not counted; a day is in
a pause when the clock stands at its end (24:00), so the day a pause begins is spared and the day it ends counts.
"""

import calendar as months
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from xiangli.law.days import BeyondTheCalendar, Calendar, Day
from xiangli.law.limits.terms import Limit, Unit

ONE = dt.timedelta(days=1)


@dataclass
class Walk:
    """The last day, and the days on the way: counted (only where single days matter), skipped, paused, moved past."""

    last: dt.date
    counted: list[Day] = field(default_factory=list)
    rested: list[Day] = field(default_factory=list)
    stood: list[dt.date] = field(default_factory=list)
    moved: list[Day] = field(default_factory=list)


def matching(day: dt.date, amount: int, unit: Unit) -> dt.date:
    """``amount`` months or years after ``day``; the month's last day where it has no such day (民法典 202)."""
    count = day.year * 12 + day.month - 1 + amount * (12 if unit is Unit.Y else 1)
    year, month = count // 12, count % 12 + 1
    if year > dt.MAXYEAR:
        raise BeyondTheCalendar(f"{amount} {unit.value} 之后超出历法")
    return dt.date(year, month, min(day.day, months.monthrange(year, month)[1]))


def merged(limits: Sequence[Limit]) -> Iterable[tuple[int, Unit]]:
    """Neighbours of one unit added up: 60 D and 30 D more are 90 D from one start, not 60 moved and then 30.

    Years are twelve months each: 1 Y and 6 M more from 29 February end on 29 August, for only the whole has a matching day.
    """
    for unit, group in groupby(limits, key=lambda one: Unit.M if one.unit is Unit.Y else one.unit):
        yield sum(one.amount * (12 if one.unit is Unit.Y else 1) for one in group), unit


def walk(start: dt.date, limits: Sequence[Limit], paused: set[dt.date], calendar: Calendar) -> Walk:
    """Count ``limits`` one after the other from the day after ``start``; the last day is worked and not paused."""
    way = Walk(start)
    for amount, unit in merged(limits):
        if unit is Unit.WD:
            _working(way, amount, paused, calendar)
        else:
            whole = amount if unit is Unit.D else (matching(way.last, amount, unit) - way.last).days
            _natural(way, whole, paused)
    while way.last in paused or not calendar.works(way.last):
        if way.last in paused:
            way.stood.append(way.last)
        else:
            way.moved.append(calendar.day(way.last))
        way.last = _next(way.last)
    return way


def _next(day: dt.date) -> dt.date:
    if day == dt.date.max:
        raise BeyondTheCalendar("超出历法")
    return day + ONE


def _working(way: Walk, amount: int, paused: set[dt.date], calendar: Calendar) -> None:
    while amount:
        way.last = _next(way.last)
        day = calendar.day(way.last)
        if way.last in paused:
            way.stood.append(way.last)
        elif day.works:
            way.counted.append(day)
            amount -= 1
        else:
            way.rested.append(day)


def _natural(way: Walk, amount: int, paused: set[dt.date]) -> None:
    if not paused:
        if amount > (dt.date.max - way.last).days - 366:
            raise BeyondTheCalendar(f"{amount}日之后超出历法")
        way.last += amount * ONE
        return
    while amount:
        way.last = _next(way.last)
        if way.last in paused:
            way.stood.append(way.last)
        else:
            amount -= 1
