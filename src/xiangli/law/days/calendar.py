"""One question: is this day worked, what is it called, and is that certain."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import chinese_calendar
from chinese_calendar.constants import Holiday

from xiangli.law.days import festivals
from xiangli.law.days.notices import Notice, notices

FALLBACK = "chinesecalendar"
"""Named source of the years before our first notice (it starts with 2004)."""

WEEKEND = {5: "周六", 6: "周日"}


class BeyondTheCalendar(ValueError):
    """A day before 2004 or after the lunar table: no answer rather than a guess."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day: worked or not; its holiday's name, 周六, 周日, 调休上班 or nothing; whether a notice settles it."""

    date: dt.date
    works: bool
    name: str
    certain: bool
    source: str


class Calendar:
    """Days by the given notices; before them the named fallback, after them weekends and what the law itself fixes.

    ``known`` is the last day that is certain. The notice for 2019 moved days of the December before (29 December
    was worked, 31 December free), so 29 to 31 December of the last year with a notice are not certain.
    """

    def __init__(self, given: Sequence[Notice]) -> None:
        self._free: dict[dt.date, tuple[str, str]] = {}
        self._worked: dict[dt.date, str] = {}
        for one in given:
            source = one.notices[-1].number
            self._free.update({day: (run.name, source) for run in one.holidays for day in run.days()})
            self._worked.update(dict.fromkeys(one.working, source))
        self._sources = {one.year: one.notices[-1].number for one in given}
        years = sorted(self._sources)
        self.first_year, self.last_year = years[0], years[-1]
        self.known = dt.date(self.last_year, 12, 28)
        self.edition = ",".join(f"{one.year}/{one.edition}" for one in given)
        self._seen: dict[dt.date, Day] = {}

    def day(self, date: dt.date) -> Day:
        """What ``date`` is; ``BeyondTheCalendar`` before 2004 and after 2099."""
        found = self._seen.get(date)
        if found is None:
            found = self._seen[date] = self._read(date)
        return found

    def works(self, date: dt.date) -> bool:
        """Whether offices work on ``date``."""
        return self.day(date).works

    def _read(self, date: dt.date) -> Day:
        weekend = WEEKEND.get(date.weekday(), "")
        certain = date <= self.known
        if date in self._free:
            name, source = self._free[date]
            return Day(date, False, name, certain, source)
        if date in self._worked:
            return Day(date, True, "调休上班", certain, self._worked[date])
        if date.year in self._sources:
            return Day(date, not weekend, weekend, certain, self._sources[date.year])
        if date.year < self.first_year:
            return _before(date, weekend)
        try:
            name = festivals.fixed(date.year).get(date, "")
        except ValueError as beyond:
            raise BeyondTheCalendar(
                f"{date.isoformat()} 超出农历表（到{festivals.LAST_YEAR}年为止），算不出是否放假"
            ) from beyond
        return Day(
            date,
            not (name or weekend),
            name or weekend,
            False,
            "全国年节及纪念日放假办法第二条",
        )


def _before(date: dt.date, weekend: str) -> Day:
    try:
        free, name = chinese_calendar.get_holiday_detail(date)
    except NotImplementedError as beyond:
        raise BeyondTheCalendar(f"{date.isoformat()} 早于2004年，没有放假安排可查") from beyond
    if free:
        return Day(date, False, Holiday(name).chinese if name else weekend, True, FALLBACK)
    return Day(date, True, "调休上班" if weekend else "", True, FALLBACK)


@lru_cache(maxsize=32)
def as_known(year: int) -> Calendar:
    """The calendar as it stood when the notice for ``year`` was the last one: what a due time was counted by then."""
    if year >= standing().last_year:
        return standing()
    return Calendar([one for one in notices() if one.year <= year])


@lru_cache(maxsize=1)
def standing() -> Calendar:
    """The calendar of the shipped notices."""
    return Calendar(notices())
