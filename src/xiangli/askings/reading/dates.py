"""A day in words: “6月25日”, “25号”, “下周三”, “明天”, “本月底”, “2026-06-25”, “6.25”; each with how it was read."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from unicodedata import normalize

from xiangli.engines.numerals import number
from xiangli.law.limits.words import date as said

LONG_PAST = timedelta(days=60)
"""A day and month further back than this is next year's."""
WEEK = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "末": 6}
NEAR = {
    "今天": 0,
    "今日": 0,
    "当天": 0,
    "当日": 0,
    "即日": 0,
    "今晚": 0,
    "今早": 0,
    "明天": 1,
    "明日": 1,
    "明早": 1,
    "明晚": 1,
    "后天": 2,
    "后日": 2,
    "大后天": 3,
}
UNITS = "月日号点时天周条个户人列栏行分"
NUMBER = re.compile(rf"([一二两三四五六七八九十]{{1,3}})(?=(?:个)?(?:工作日|小时|月份|[{UNITS}]))")
AFTER_WEEK = re.compile(r"(?:周|星期|礼拜|旬)$")


@dataclass(frozen=True, slots=True)
class Day:
    """A day found in words from ``start`` to ``end``; ``why`` how it was read; ``recurs`` for each month's or week's."""

    start: int
    end: int
    date: date
    why: str
    recurs: bool = False


def plain(text: str) -> str:
    """The words with full-width digits and signs made plain, and small Chinese numbers of days and hours in digits."""
    words = normalize("NFKC", text)
    return NUMBER.sub(
        lambda found: str(number(found.group(1))) if not AFTER_WEEK.search(words[: found.start()]) else found.group(0),
        words,
    )


def days(words: str, today: date) -> list[Day]:
    """Every day named in the words, in their order; where two readings overlap the longer one stands."""
    found = [
        day for pattern, read in READERS for match in pattern.finditer(words) if (day := _sound(read, match, today))
    ]
    found.sort(key=lambda one: (one.start, -(one.end - one.start)))
    out: list[Day] = []
    for day in found:
        if not out or day.start >= out[-1].end:
            out.append(day)
    return out


def _sound(read: Callable[[re.Match[str], date], Day | None], match: re.Match[str], today: date) -> Day | None:
    try:
        return read(match, today)
    except ValueError:  # 6月31日 is no day
        return None


def _full(match: re.Match[str], today: date) -> Day:
    found = date(int(match.group(1)), int(match.group(2)), int(match.group(3)))
    return Day(match.start(), match.end(), found, f"{said(found)}。")


def _month_day(match: re.Match[str], today: date) -> Day:
    next_year = match.group(1)
    year = today.year + {"明年": 1, "今年": 0}.get(next_year or "", 0)
    found = date(year, int(match.group(2)), int(match.group(3)))
    if next_year is None and today - found > LONG_PAST:
        found = date(today.year + 1, found.month, found.day)
    why = f"{said(found)}。" if next_year else f"没写年份，按离今天最近的算，{said(found)}。"
    return Day(match.start(), match.end(), found, why)


def _day(match: re.Match[str], today: date) -> Day:
    month, number = match.group(1) or "", int(match.group(2))
    first = _month(month, today) if month and not month.startswith("每") else today.replace(day=1)
    found = first.replace(day=number)
    if (not month and found < today) or (month.startswith("每") and found < today):
        found = _month("下月", today).replace(day=number)
    why = f"{'每月这一天，最近一次是' if month == '每月' else '没写月份，按最近的算，' if not month else ''}{said(found)}。"
    return Day(match.start(), match.end(), found, why, recurs=month.startswith("每"))


def _month(name: str, today: date) -> date:
    """The first day of 本月, 下月, 次月, or of a month by number."""
    if name.endswith("月") and name[:-1].isdigit():
        first = date(today.year, int(name[:-1]), 1)
        return first if today - first <= LONG_PAST + timedelta(days=31) else first.replace(year=today.year + 1)
    if name in ("下月", "下个月", "次月"):
        return (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return today.replace(day=1)


def _month_end(match: re.Match[str], today: date) -> Day:
    first = _month((match.group(1) or "本月").replace("份", ""), today)
    found = first.replace(day=monthrange(first.year, first.month)[1])
    return Day(match.start(), match.end(), found, f"当月最后一天，{said(found)}。")


def _third(match: re.Match[str], today: date) -> Day:
    first = _month((match.group(1) or "本月").replace("份", ""), today)
    last = {"上": 10, "中": 20, "下": monthrange(first.year, first.month)[1]}[match.group(2)]
    return Day(
        match.start(),
        match.end(),
        first.replace(day=last),
        f"{match.group(2)}旬到{said(first.replace(day=last))}为止。",
    )


def _year_end(match: re.Match[str], today: date) -> Day:
    found = date(today.year, 12, 31)
    return Day(match.start(), match.end(), found, f"{said(found)}。")


def _weekday(match: re.Match[str], today: date) -> Day:
    which, name = match.group(1) or "", match.group(2)
    monday = today - timedelta(days=today.weekday())
    weeks = {"下下": 2, "下": 1, "下个": 1}.get(which.removesuffix("周").removesuffix("星期"), 0)
    found = monday + timedelta(weeks=weeks, days=WEEK[name])
    if (not which and found < today) or (which == "每" and found < today):
        found += timedelta(weeks=1)
    return Day(match.start(), match.end(), found, f"{said(found)}。", recurs=which == "每")


def _this_week(match: re.Match[str], today: date) -> Day:
    weeks = 1 if match.group(1).startswith("下") else 0
    found = today - timedelta(days=today.weekday()) + timedelta(weeks=weeks, days=4)
    return Day(match.start(), match.end(), found, f"按周五算，{said(found)}。")


def _near(match: re.Match[str], today: date) -> Day:
    word = match.group(0)
    found = today + timedelta(days=NEAR[word])
    end = match.end() - (1 if word in ("今晚", "今早", "明早", "明晚") else 0)  # 晚, 早 belong to the time behind
    return Day(match.start(), end, found, f"{word[0:2]}是{said(found)}。")


def _point(match: re.Match[str], today: date) -> Day:
    found = date(today.year, int(match.group(1)), int(match.group(2)))
    if today - found > LONG_PAST:
        found = date(today.year + 1, found.month, found.day)
    return Day(match.start(), match.end(), found, f"没写年份，按离今天最近的算，{said(found)}。")


def _readers() -> Iterator[tuple[re.Pattern[str], Callable[[re.Match[str], date], Day | None]]]:
    yield re.compile(r"(20\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*[日号]?"), _full
    yield re.compile(r"(明年|今年)?(?<!\d)(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?(?!\d|个|户|人)"), _month_day
    yield (
        re.compile(
            r"(?:(本月|这个月|当月|下个月|下月|次月|每个?月)|(?<![\d月.、]))(\d{1,2})\s*[日号](?!内|之内|以内|线|楼|文|工)"
        ),
        _day,
    )
    yield (
        re.compile(
            r"(本月|这个月|当月|下个月|下月|\d{1,2}月份?)?(?:底|月底|月末|末)(?=前|之前|以前|下班|[（(]|，|。|报|完成|上|全|要|必|截|$)"
        ),
        _month_end,
    )
    yield re.compile(r"(本月|这个月|下个月|下月|\d{1,2}月份?)?([上中下])旬"), _third
    yield re.compile(r"(?:今年)?年(?:底|末)"), _year_end
    yield re.compile(r"(下下周|下下|下周|下个|下|本周|本|这周|这|每)?(?:周|星期|礼拜)([一二三四五六日天])"), _weekday
    yield re.compile(r"(本周|这周|下周)(?:内|末|底|之内)?(?![一二三四五六日天])"), _this_week
    yield re.compile("|".join(sorted(NEAR, key=len, reverse=True))), _near
    yield (
        re.compile(
            r"(?<![\d.])(\d{1,2})[./](\d{1,2})(?![\d.%])(?=\s*(?:日|号|前|之前|以前|下班|上午|下午|中午|晚|截|（|\())[日号]?"
        ),
        _point,
    )


READERS = tuple(_readers())
