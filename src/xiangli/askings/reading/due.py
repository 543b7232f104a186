"""Due when, by the words: “6月25日前”, “下班前”, “明天上午10点前”, “3个工作日内”; with the sum that says how it was read.

What is no deadline is passed over: the day of a figure (截至6月30日在册), of a paper (11月3日印发), the start of a range.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from xiangli.askings.reading.dates import Day, days, plain
from xiangli.askings.reading.hours import CLOSES, Clock, clock_after, lone_clocks
from xiangli.law.days import standing
from xiangli.law.limits import SHANGHAI, Limit, Unit, due
from xiangli.law.limits.words import date as said_date

BEFORE = re.compile(r"^[^，。；\n、]{0,4}?(?:之前|以前|前|截止|为止|内|之内|以内)")
CLOSING = re.compile(
    r"(?:截止|截至|最迟|不迟于|务必于|务必在|请于|请在|须于|于|限|时限|期限|期限为|时间[:：]?|要求)[^，。；\n]{0,6}$"
)
HANDED = re.compile(r"^[^。；\n]{0,30}?(?:报送|上报|报至|报到|报给|提交|反馈|交|完成|发至|发到|发给|汇总|填|报)")
OPENED = re.compile(r"^[^。；\n]{0,24}?(?:召开|开会|参会|参加|举行|举办|到会|报到|集合|培训|来村|到村|检查|调研)")
NO_END = re.compile(
    r"^[（(]?(?:起|开始|以来|以后|之后|后|印发|下发|发布|出台|发文|的?(?:会议精神|通知精神|文件精神)|在册|数据|的数据|当天数据)"
)
FIGURE = re.compile(r"(?:截至|截止到?)[^，。；\n]{0,4}$")
FIGURE_END = re.compile(r"^[^，。；\n]{0,4}?(?:的|在册|全村|统计|数据|为准|情况|止)")
RANGE = re.compile(r"^\s*(?:至|到|—|-|－|~|～)")
WITHIN = re.compile(r"(半|\d{1,3})\s*(?:个)?(工作日|小时|钟头|天|日|周|星期|月)\s*(?:之内|以内|内)")
AT_ONCE = ("立即", "马上", "尽快", "即刻", "速报", "抓紧", "第一时间", "火速", "立刻")
SPAN = {"天": Unit.D, "日": Unit.D, "工作日": Unit.WD, "小时": Unit.H, "钟头": Unit.H, "月": Unit.M}


@dataclass(frozen=True, slots=True)
class Due:
    """When it is due (None where nothing says so), the words it was read from, and the sum in plain lines."""

    at: datetime | None
    found: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    weight: float
    at: datetime
    found: str
    lines: tuple[str, ...]


def read_due(text: str, *, at: datetime, kind: str = "") -> Due:
    """The deadline of a message that came at the moment ``at``; for a meeting or a visit, when it begins."""
    now, words = at.astimezone(SHANGHAI), plain(text)
    found = [*_dated(words, now, kind), *_within(words, now), *_today(words, now)]
    found = [one for one in found if one.weight > 0]
    if not found:
        urgent = next((word for word in AT_ONCE if word in words), "")
        said = f"只写了“{urgent}”，没有写明到什么时候。" if urgent else "没有写明到什么时候。"
        return Due(None, urgent, (said,))
    best = max(found, key=lambda one: (round(one.weight, 1), -one.at.timestamp()))
    lines = [*best.lines, *_rest(best.at), left(best.at, now)]
    others = sorted({one.found for one in found if one.at != best.at and one.weight >= best.weight - 1})
    if others:
        lines.append(f"消息里还写了：{'、'.join(others[:3])}。")
    return Due(best.at, best.found, tuple(lines))


def left(due_at: datetime, now: datetime) -> str:
    """How long is left, in days and working days."""
    if due_at <= now:
        return "这个时间已经过了，请核对。"
    calendar, spare = standing(), (due_at.date() - now.date()).days
    if spare == 0:
        return f"就在今天，还有{(due_at - now) // timedelta(hours=1)}小时{(due_at - now) % timedelta(hours=1) // timedelta(minutes=1)}分。"
    working = sum(calendar.day(now.date() + timedelta(days=n)).works for n in range(1, min(spare, 400) + 1))
    return f"还有{spare}天，其中工作日{working}天。"


def _rest(at: datetime) -> list[str]:
    day = standing().day(at.date())
    return [] if day.works else [f"这一天是{day.name}，不上班。"]


def _dated(words: str, now: datetime, kind: str) -> list[_Reading]:
    out = []
    for day in days(words, now.date()):
        clock = clock_after(words, day.end)
        end = clock.end if clock else day.end
        rest, ahead = words[end : end + 36], words[max(0, day.start - 14) : day.start]
        weight = 0.4 + _weighed(rest, ahead, kind)
        if day.recurs:
            weight -= 0.5
        moment = _moment(day.date, clock)
        said = words[day.start : end] + (match.group(0) if (match := BEFORE.match(rest)) else "")
        out.append(
            _Reading(
                weight, moment, said.strip(), (f"消息里写“{said.strip()}”：{day.why}", _clock_line(day.date, clock))
            )
        )
    return out


def _weighed(rest: str, ahead: str, kind: str) -> float:
    """How much the words around a date make it a deadline; below nothing for one that cannot be."""
    weight = 0.0
    if BEFORE.match(rest):
        weight += 3
    if CLOSING.search(ahead):
        weight += 2
    if HANDED.match(rest):
        weight += 1
    if kind in ("meeting", "visit") and OPENED.match(rest):
        weight += 2.5
    if NO_END.match(rest):
        weight -= 4
    if FIGURE.search(ahead) and FIGURE_END.match(rest) and not BEFORE.match(rest):
        weight -= 4
    if RANGE.match(rest):
        weight -= 2
    return weight


def _moment(day: date, clock: Clock | None) -> datetime:
    return datetime.combine(day, clock.at if clock else CLOSES, SHANGHAI) + (
        timedelta(days=1) if clock and clock.midnight else timedelta()
    )


def _clock_line(day: date, clock: Clock | None) -> str:
    if clock is None:
        return f"没写几点，按当天下班 {CLOSES:%H:%M} 算（规范，非法律）：{said_date(day)} {CLOSES:%H:%M}。"
    return f"{clock.why}{said_date(day)} {'24:00' if clock.midnight else f'{clock.at:%H:%M}'}。"


def _within(words: str, now: datetime) -> list[_Reading]:
    out = []
    for match in WITHIN.finditer(words):
        number, unit = match.groups()
        rest, ahead = words[match.end() : match.end() + 36], words[max(0, match.start() - 14) : match.start()]
        weight = 3.2 + (0.5 if HANDED.match(rest) or CLOSING.search(ahead) else 0) - (4 if NO_END.match(rest) else 0)
        if number == "半":
            span = {"天": 4, "日": 4, "小时": 0.5, "钟头": 0.5, "月": 15 * 24}.get(unit)
            if span is None:
                continue
            moment = now + timedelta(hours=span)
            lines: tuple[str, ...] = (
                f"消息里写“{match.group(0)}”：从收到时起算，到{said_date(moment)} {moment:%H:%M}。",
            )
        elif int(number) == 0:
            continue
        else:
            moment, lines = _counted(int(number), unit, now, match.group(0))
        out.append(_Reading(weight, moment, match.group(0), lines))
    return out


def _counted(number: int, unit: str, now: datetime, said: str) -> tuple[datetime, tuple[str, ...]]:
    amount, kind = (number * 7, Unit.D) if unit in ("周", "星期") else (number, SPAN[unit])
    counted = due(start=now, limit=Limit(amount, kind, by="N-office-hours"))
    if kind is Unit.H:
        return counted.at.astimezone(SHANGHAI), (f"消息里写“{said}”：从收到时（{now:%H:%M}）起算。",)
    last = (counted.at.astimezone(SHANGHAI) - timedelta(seconds=1)).date()
    return datetime.combine(last, CLOSES, SHANGHAI), (
        f"消息里写“{said}”：", *counted.lines[:-1],
        f"没写几点，按最后一天下班 {CLOSES:%H:%M} 算（规范，非法律）：{said_date(last)} {CLOSES:%H:%M}。",
    )  # fmt: skip


def _today(words: str, now: datetime) -> list[_Reading]:
    """Times that stand without a day: “下班前”, “下午5点前”; today's, or the next working day's where it is past."""
    out = []
    taken = [
        (day.start, (clock.end if (clock := clock_after(words, day.end)) else day.end))
        for day in days(words, now.date())
    ]
    for clock in lone_clocks(words):
        if any(start <= clock.start < end for start, end in taken):
            continue
        rest, ahead = words[clock.end : clock.end + 36], words[max(0, clock.start - 14) : clock.start]
        weight = 0.2 + _weighed(rest, ahead, "")
        if weight < 2:
            continue
        day = now.date()
        moment = _moment(day, clock)
        why = "没写哪天，按今天算"
        if moment <= now:
            day = next_working(day)
            moment, why = _moment(day, clock), "没写哪天，今天这个时候已经过了，按下一个工作日算"
        said = words[clock.start : clock.end] + (match.group(0) if (match := BEFORE.match(rest)) else "")
        out.append(_Reading(weight, moment, said, (f"消息里写“{said}”：{why}。", _clock_line(day, clock))))
    return out


def next_working(day: date) -> date:
    """The first day after ``day`` on which offices work."""
    calendar = standing()
    step = day + timedelta(days=1)
    while not calendar.day(step).works:
        step += timedelta(days=1)
    return step


__all__ = ["Day", "Due", "left", "next_working", "read_due"]
