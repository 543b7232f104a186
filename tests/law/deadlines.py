"""The hand-worked deadlines: read from ``deadlines.yaml``, written as ``docs/deadlines.md`` for a lawyer's eye.

``python -m tests.law.deadlines`` writes the page anew.
"""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from xiangli.law.limits import SHANGHAI, Due, Limit, Pause, due
from xiangli.law.sources import basis, row

HERE = Path(__file__).with_name("deadlines.yaml")
PAGE = Path(__file__).parents[2] / "docs" / "deadlines.md"
WEEK = "一二三四五六日"
KEYS = {"case", "row", "start", "limit", "last", "at", "hand", "pause", "extend", "supplement", "provisional"}


@dataclass(frozen=True)
class Case:
    """One line: what was asked, what the hand found."""

    group: str
    raw: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.group.split('：')[0]}：{self.raw['case']}"

    @property
    def at(self) -> dt.datetime:
        """The first moment past the limit, as worked by hand."""
        if "at" in self.raw:
            return moment(self.raw["at"])
        return moment(self.raw["last"]) + dt.timedelta(days=1)

    @property
    def provisional(self) -> bool:
        return bool(self.raw.get("provisional"))

    def counted(self) -> Due:
        """What the code makes of the same facts."""
        by = self.raw["row"]
        return due(
            start=moment(self.raw["start"]),
            limit=Limit.parse(self.raw["limit"], by=by),
            pauses=[Pause(moment(first), moment(end), by) for first, end in self.raw.get("pause", [])],
            extensions=[Limit.parse(text, by=by) for text in self.raw.get("extend", [])],
            supplements=[moment(day) for day in self.raw.get("supplement", [])],
        )


def moment(written: dt.date | str) -> dt.datetime:
    """A day's 00:00 or the minute written, in Shanghai unless another zone stands there."""
    found = dt.datetime.fromisoformat(str(written))
    return found if found.tzinfo else found.replace(tzinfo=SHANGHAI)


def cases() -> list[Case]:
    """All lines in the order of the file."""
    groups = yaml.safe_load(HERE.read_text("utf-8"))
    return [Case(group["group"], raw) for group in groups for raw in group["cases"]]


def page() -> str:
    """The page for a reader: one table a group."""
    lines = [
        "# 手算的期限 · Deadlines worked by hand",
        "",
        "Each line was worked from a wall calendar and the State Council's holiday notices, then compared with the code.",
        "Made from `tests/law/deadlines.yaml` by `python -m tests.law.deadlines`; a test holds the two equal and counts",
        "every line again. 起算当天不计；①②③是第几个工作日；“规范”不是法律。A date is its last day, until 24:00.",
        "",
        "Pauses: a day is not counted when the clock stands at its end. Extensions run on from the unmoved end.",
        "A minimum wait (“不少于”) and a measure against a person (such as a seizure) use the same count; whoever must",
        "wait longest may always wait longer, and whoever must let go should not wait for the end of a holiday.",
    ]
    group = ""
    for number, case in enumerate(cases(), 1):
        if case.group != group:
            group = case.group
            lines += ["", f"## {group}", ""]
            lines += ["| # | 事情 | 依据 | 起算 | 期限 | 怎样数 | 最后期限 |", "|---|---|---|---|---|---|---|"]
        lines.append(_line(number, case))
    return "\n".join(lines) + "\n"


def _line(number: int, case: Case) -> str:
    raw = case.raw
    limit = Limit.parse(raw["limit"], by=raw["row"])
    named = row(raw["row"]).id + " " + basis(limit.by, limit.amount, limit.unit.value)
    long = " + ".join([limit.zh, *(Limit.parse(text).zh for text in raw.get("extend", []))])
    long += "".join(f"；停 {a} 至 {b}" for a, b in raw.get("pause", []))
    long += "".join(f"；补正 {day}" for day in raw.get("supplement", []))
    last = str(raw["at"]).replace("T", " ") if "at" in raw else _weekday(raw["last"])
    tail = "（暂定）" if case.provisional else ""
    start = raw["start"]
    begin = _weekday(start) if isinstance(start, dt.date) else str(start).replace("T", " ")
    return f"| {number} | {raw['case']} | {named} | {begin} | {long} | {raw['hand']} | **{last}**{tail} |"


def _weekday(day: dt.date) -> str:
    return f"{day.isoformat()} 周{WEEK[day.weekday()]}"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
