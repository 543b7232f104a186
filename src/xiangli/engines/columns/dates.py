"""The day on which a form reckons: ages, who is on the register. Deadlines are not that day."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from xiangli.engines.columns.label import plain

_DAY = r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?"
_STRONG = re.compile(rf"(?:截至|截止|计算至|算至|时点[为:：]?|以|至|截止时间[为:：]?|统计时点[为:：]?){_DAY}")
_PLAIN = re.compile(_DAY)
_DEADLINE = re.compile(r"^(?:\d{1,2}[时点:：].{0,5})?(?:[上下]午|下班|中午)?(?:之?前|以前|前报|下班前)")
_MONTH_END = re.compile(r"(\d{4})年(\d{1,2})月(?:底|末|月末|月底)")
_STRONG_MONTH = re.compile(r"(?:截至|截止|算至|计算至)(\d{4})年(\d{1,2})月(?!\d)")
_YEAR_END = re.compile(r"(?:截至|截止)?(\d{4})年(?:底|末|年末|年底)")
_HALF = re.compile(r"(?:截至|截止)(\d{4})年(上半年|下半年|第?([一二三四])季度)(?:末|底)?")


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day, and whether the form says so."""

    day: date
    stated: bool


def as_of(texts: Sequence[str], *, today: date) -> AsOf:
    """The day that titles and notes name; today where they name none. Titles first."""
    flat = [plain(t) for t in texts]
    for pattern in (_STRONG, _PLAIN):
        for one in flat:
            if found := _day(one, pattern):
                return AsOf(found, True)
    for one in flat:
        if hit := _MONTH_END.search(one) or _STRONG_MONTH.search(one):
            return AsOf(_end(int(hit[1]), int(hit[2])), True)
        if hit := _HALF.search(one):
            month = {"上半年": 6, "下半年": 12}.get(hit[2]) or 3 * ("一二三四".index(hit[3]) + 1)
            return AsOf(_end(int(hit[1]), month), True)
        if hit := _YEAR_END.search(one):
            return AsOf(date(int(hit[1]), 12, 31), True)
    return AsOf(today, False)


def _day(text: str, pattern: re.Pattern[str]) -> date | None:
    for hit in pattern.finditer(text):
        if _DEADLINE.match(text[hit.end() :]) or (
            re.search(r"(?:至|到|—|-|~|～)$", text[: hit.start()]) and pattern is _PLAIN
        ):
            continue
        if re.match(r"(?:至|到|—|-|~|～)", text[hit.end() :]) and pattern is _PLAIN:
            continue
        if re.match(r"(?:以来|以后|起|后|之后|出生)", text[hit.end() :]):
            continue
        try:
            return date(*map(int, hit.groups()))
        except ValueError:
            continue
    return None


def _end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
