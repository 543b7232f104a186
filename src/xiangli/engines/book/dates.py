"""Days as spreadsheets count them, and the number formats that show a number as a day."""

import re
from datetime import date, datetime, time, timedelta
from functools import cache

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"',
    30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"',
    37: "#,##0 ;(#,##0)", 38: "#,##0 ;[Red](#,##0)", 39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;[Red](#,##0.00)",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
"""Formats known by number only; 27 to 58 as Chinese Excel and WPS show them (ECMA-376 part 1, 18.8.30)."""
_NOT_SHOWN = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')


@cache
def shows_date(pattern: str) -> bool:
    """Whether a number with this format is seen as a day or a moment."""
    first = _NOT_SHOWN.sub("", pattern.split(";")[0]).casefold()
    return bool(re.search(r"[ymdhs]", first.replace("general", ""))) and "e+" not in first


@cache
def shows_text(pattern: str) -> bool:
    """Whether the format is text."""
    return pattern.strip() == "@"


def day_of(number: float, *, from_1904: bool) -> date | datetime | None:
    """The day or moment a number stands for; None outside the calendar. A pure time of day is no day: None."""
    if not 1 <= number < 2_958_466:
        return None
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 - sheets know no zones
    if not from_1904 and number < 60:
        start += timedelta(days=1)  # the format takes 1900 for a leap year
    whole = int(number)
    seconds = round((number - whole) * 86_400)
    moment = start + timedelta(days=whole, seconds=seconds)
    return moment if seconds else moment.date()


def number_of(day: date | datetime, *, from_1904: bool) -> float | int:
    """The number that stands for a day or moment (its zone, if any, is left out)."""
    moment = day.replace(tzinfo=None) if isinstance(day, datetime) else datetime.combine(day, time())
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 - sheets know no zones
    passed = moment - start
    days = passed.days if from_1904 or passed.days >= 61 else passed.days - 1
    return days + passed.seconds / 86_400 if passed.seconds else days


def day_text(day: date | datetime) -> str:
    """A day in a cell that is no date cell."""
    if isinstance(day, datetime) and (day.hour or day.minute or day.second):
        return f"{day:%Y-%m-%d %H:%M}"
    return f"{day:%Y-%m-%d}"
