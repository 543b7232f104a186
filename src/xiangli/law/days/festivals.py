"""The thirteen days 全国年节及纪念日放假办法 (2024) 2 fixes, for a year whose notice is not out yet."""

import datetime as dt
from functools import lru_cache

from lunarcalendar import Converter, Lunar

FIRST_YEAR, LAST_YEAR = 2001, 2099
"""The years reached: 清明 below is right for them, and the lunar table covers them."""


def lunar(year: int, month: int, day: int) -> dt.date:
    """The sun's date of a day of the farmers' calendar (never of a leap month: no holiday stands in one)."""
    found = Converter.Lunar2Solar(Lunar(year, month, day, isleap=False))
    return dt.date(found.year, found.month, found.day)


def pure_brightness(year: int) -> dt.date:
    """清明 of 2001–2099: 4, 5 April by the common formula for the sun at 15° (C = 4.81)."""
    y = year % 100
    return dt.date(year, 4, int(y * 0.2422 + 4.81) - y // 4)


@lru_cache(maxsize=128)
def fixed(year: int) -> dict[dt.date, str]:
    """Day → name of the holiday for ``year``; 春节 is 除夕 to 初三. ``ValueError`` outside 2001–2099."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"the lunar table holds {FIRST_YEAR} to {LAST_YEAR}, not {year}")
    spring = lunar(year, 1, 1)
    named = [(dt.date(year, 1, 1), "元旦")]
    named += [(spring + dt.timedelta(n), "春节") for n in (-1, 0, 1, 2)]
    named += [(pure_brightness(year), "清明节")]
    named += [(dt.date(year, 5, n), "劳动节") for n in (1, 2)]
    named += [(lunar(year, 5, 5), "端午节"), (lunar(year, 8, 15), "中秋节")]
    named += [(dt.date(year, 10, n), "国庆节") for n in (1, 2, 3)]
    days: dict[dt.date, str] = {}
    for day, name in named:
        days[day] = f"{days[day]}、{name}" if day in days else name
    return days
