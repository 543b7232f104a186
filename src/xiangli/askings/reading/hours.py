"""A time of day in words: “上午10点”, “17:30”, “下班”, “中午”, “晚上8点半”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

CLOSES, NOON, OPENS, EVENING = time(17, 30), time(12), time(8, 30), time(22)
"""When offices close, by our own norm (N-office-hours); a county may set another."""
PARTS = {
    "凌晨": 0,
    "清早": 0,
    "早上": 0,
    "早": 0,
    "上午": 0,
    "中午": 12,
    "下午": 12,
    "傍晚": 12,
    "晚上": 12,
    "晚": 12,
    "夜里": 12,
}
PLAIN = {"上午": NOON, "中午": NOON, "下午": CLOSES, "晚上": EVENING, "晚": EVENING, "早上": OPENS, "早": OPENS}
DIGITS = re.compile(
    r"(凌晨|清早|早上|早|上午|中午|下午|傍晚|晚上|晚|夜里)?\s*(\d{1,2})\s*(?:[:：]\s*(\d{2})|[点時时]\s*(半|一刻|三刻|\d{1,2}(?=分))?\s*分?(?!间|候))"
)
SHIFT = re.compile(r"(下班|上班|收班)")
PART = re.compile(r"(上午|中午|下午|晚上|早上)")
GAP = re.compile(r"^\s*(?:[（(][^）)]{1,8}[）)]|的|，|,|的?\s*)?\s*")
HALVES = {"半": 30, "一刻": 15, "三刻": 45}


@dataclass(frozen=True, slots=True)
class Clock:
    """A time found in words, from ``start`` to ``end``; ``midnight`` for 24:00. ``why`` begins its line of the sum."""

    start: int
    end: int
    at: time
    why: str
    midnight: bool = False


def clock_after(words: str, end: int) -> Clock | None:
    """The time that stands right behind a date, at most a bracket or a comma between."""
    gap = GAP.match(words[end : end + 12])
    at = end + (gap.end() if gap else 0)
    for pattern in (DIGITS, SHIFT, PART):
        found = pattern.match(words, at)
        if found and (clock := _clock(pattern, found)):
            return clock
    return None


def lone_clocks(words: str) -> Iterator[Clock]:
    """Every time in the words."""
    last = -1
    for pattern in (DIGITS, SHIFT, PART):
        for found in pattern.finditer(words):
            clock = _clock(pattern, found)
            if clock and (pattern is not PART or found.start() >= last):
                yield clock
                last = max(last, clock.end)


def _clock(pattern: re.Pattern[str], found: re.Match[str]) -> Clock | None:
    if pattern is SHIFT:
        closes = found.group(1) != "上班"
        at = CLOSES if closes else OPENS
        return Clock(found.start(), found.end(), at, f"{found.group(1)}按 {at:%H:%M} 算（规范，非法律）：")
    if pattern is PART:
        at = PLAIN[found.group(1)]
        return Clock(found.start(), found.end(), at, f"只写了{found.group(1)}，按 {at:%H:%M} 算：")
    part, hour, minute, word = found.groups()
    number, minutes = (
        int(hour),
        int(minute) if minute else HALVES.get(word or "", 0) or int(word or 0) if word not in HALVES else HALVES[word],
    )
    if number > 24 or minutes > 59:
        return None
    why = ""
    if part and PARTS[part] == 12 and number < 12 and not (part == "中午" and number >= 11):
        number += 12
    elif not part and not minute and 1 <= number <= 7:
        number, why = number + 12, "没写上午下午，按下午算："
    if number == 24:
        return Clock(found.start(), found.end(), time(0), why, midnight=True)
    return Clock(found.start(), found.end(), time(number, minutes), why)
