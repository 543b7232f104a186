"""The sum in plain Chinese: from when, what was not counted and why, by which article, until when."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby

from xiangli.law import sources
from xiangli.law.days import Day
from xiangli.law.limits.days import Walk
from xiangli.law.limits.terms import Limit, Pause, Unit, shanghai

WEEK = "一二三四五六日"
LISTED = 12
"""Working days named one by one up to this many; beyond it only how many and the exceptions."""


def date(day: dt.date) -> str:
    """2026年9月28日（周一）."""
    return f"{day.year}年{day.month}月{day.day}日（周{WEEK[day.weekday()]}）"


def short(day: dt.date) -> str:
    """9月28日."""
    return f"{day.month}月{day.day}日"


def head(start: dt.datetime, limit: Limit, extensions: Sequence[Limit], *, renewed: bool) -> list[str]:
    """From when, how long, on which ground."""
    lines = []
    if renewed:
        lines.append(f"{date(start)}补正材料到齐，期限从这一天重新起算。")
    if limit.unit is Unit.H:
        lines.append(f"从{date(start)}{start:%H:%M}起按小时计算，节假日照算（《民法典》第二百零一条第二款）。")
    else:
        lines.append(f"从{date(start)}起算，当天不计入，次日为第一天（《民法典》第二百零一条）。")
    lines.append(f"期限{limit.zh}。{ground(limit)}")
    for one in extensions:
        lines.append(f"延长{one.zh}。{ground(one)}")
    return lines


def ground(limit: Limit) -> str:
    """依据：《信访工作条例》第三十四条。 or 依据：规范（非法律）……; nothing where no row is named."""
    return f"依据：{sources.basis(limit.by, limit.amount, limit.unit.value)}。" if limit.by else ""


def days(way: Walk, closed: Sequence[Pause]) -> list[str]:
    """What was counted, skipped and moved on the way."""
    lines = []
    if way.counted:
        if len(way.counted) <= LISTED:
            lines.append("计入：" + "、".join(_counted(day) for day in way.counted) + "。")
        elif worked := [day for day in way.counted if day.date.weekday() >= 5]:
            lines.append("周末调休上班、计入：" + "、".join(short(day.date) for day in worked) + "。")
    if way.rested:
        lines.append("不计：" + _rests(way.rested) + "。")
        if papers := _papers([*way.rested, *way.counted]):
            lines.append(f"放假安排见：{papers}。")
    if way.stood:
        lines.append(f"停表{len(way.stood)}天不计（当日24时停着的算停）：" + "、".join(_runs(sorted(way.stood))) + "。")
        lines += [_stop(one) for one in closed if shanghai(one.start).date() <= max(way.stood)]
    if way.moved:
        lines.append(f"期满日遇{_rests(way.moved)}，顺延到休假结束的次日（《民法典》第二百零三条）。")
        if papers := _papers(way.moved):
            lines.append(f"放假安排见：{papers}。")
    return lines


def stops(closed: Sequence[Pause]) -> list[str]:
    """Pauses of a limit in hours, to the minute."""
    return [_stop(one) for one in closed]


def _stop(one: Pause) -> str:
    first, end = shanghai(one.start), shanghai(one.end or one.start)
    return f"停表：{date(first)}{first:%H:%M}至{date(end)}{end:%H:%M}{_why(one)}。"


def still(one: Pause) -> str:
    """The clock stands now."""
    return f"自{date(shanghai(one.start))}起停表{_why(one)}，恢复后重算；上面是停表前的到期时间。"


def _why(one: Pause) -> str:
    return f"，依据{sources.basis(one.by)}" if one.by else ""


def day_end(last: dt.date) -> str:
    """The result of a limit in days."""
    return f"最后期限：{date(last)}24时。"


def moment(at: dt.datetime) -> str:
    """The result of a limit in hours."""
    return f"最后期限：{date(at)}{at:%H:%M}。"


def provisional(known_year: int) -> str:
    """What is not settled yet."""
    return (
        f"暂定：国务院办公厅{known_year + 1}年放假通知还没有录入，先按周末和法定放假的日子算（不含调休），录入后重算"
        "（《全国年节及纪念日放假办法》第二条）。"
    )


def _counted(day: Day) -> str:
    return short(day.date) + ("（周末调休上班）" if day.date.weekday() >= 5 else "")


def _runs(dates: Sequence[dt.date]) -> Iterable[str]:
    for _, group in groupby(enumerate(dates), key=lambda pair: pair[1].toordinal() - pair[0]):
        run = [day for _, day in group]
        yield short(run[0]) if len(run) == 1 else f"{short(run[0])}至{short(run[-1])}"


def _rests(rested: Sequence[Day]) -> str:
    weekend = [day for day in rested if day.name in ("周六", "周日")]
    named = [day for day in rested if day not in weekend]
    parts = []
    for name, group in groupby(named, key=lambda day: day.name):
        parts.append(f"{'、'.join(_runs([day.date for day in group]))}{name}放假")
    if len(weekend) > LISTED:
        parts.append(f"周六、周日共{len(weekend)}天")
    elif weekend:
        parts.append("、".join(_runs([day.date for day in weekend])) + "周末")
    return "；".join(parts)


def _papers(seen: Sequence[Day]) -> str:
    special = (day.source for day in seen if day.name not in ("", "周六", "周日"))
    return "、".join(dict.fromkeys(source for source in special if "〔" in source))
