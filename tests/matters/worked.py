"""The clocks of whole matters worked by hand: ``worked.yaml``, written as ``docs/clocks.md`` for a lawyer's eye.

``python -m tests.matters.worked`` writes the page anew.
"""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from xiangli.law.language import Procedure, Standing, advance, begin
from xiangli.law.limits import SHANGHAI
from xiangli.matters.words import VERBS
from xiangli.measures import shelf

HERE = Path(__file__).with_name("worked.yaml")
PAGE = Path(__file__).parents[2] / "docs" / "clocks.md"
DESK, ROADS, WATER = "desk@430181103", "transport@430181", "water_resources@430181"
SAID: dict[str, dict[str, Any]] = {
    "assign": {"owner": ROADS, "item": "路-1"}, "transfer": {"owner": WATER, "item": "水-1", "ground": "归水利管"},
    "return": {"ground": "不归我们管理", "desk": DESK}, "dispute": {"ground": "不归我们管理", "desk": DESK},
    "rule": {"owner": WATER, "item": "水-1", "ground": "清单写明归水利"}, "answer": {"answer": "已经修好"},
    "unsolved": {"solved": "no"}, "extend_ask": {"ground": "材料还没有到", "person": "吴"},
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One line: what happened when, and what the hand found."""

    group: str
    raw: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.group.split('：')[0]}：{self.raw['case']}"

    @property
    def due(self) -> dt.datetime:
        """The first moment past the nearer of our clocks, as worked by hand."""
        day = self.raw["last"] + dt.timedelta(days=1)
        return dt.datetime.combine(day, dt.time(), SHANGHAI)

    def walked(self, p: Procedure) -> Standing:
        """What the code makes of the same facts."""
        routed = "sorted" not in self.raw
        data = {"owner": ROADS if routed else DESK, "item": "", "routed": routed}
        now = begin(p, data=data, at=moment(self.raw["opens"]))
        for at, verb in self.raw["then"]:
            kernel = "rate" if verb == "unsolved" else verb
            now = advance(p, now, verb=kernel, data=SAID.get(verb, {}), at=moment(at))
        return now


def moment(written: str) -> dt.datetime:
    """A minute on Shanghai's clock."""
    return dt.datetime.fromisoformat(written).replace(tzinfo=SHANGHAI)


def cases() -> list[Case]:
    """All lines in the order of the file."""
    return [Case(group["group"], raw) for group in yaml.safe_load(HERE.read_text("utf-8")) for raw in group["cases"]]


def report() -> Procedure:
    """The procedure they are worked under."""
    return next(loaded.procedure for _, loaded in shelf.procedures() if loaded.procedure.id == "report")


def page() -> str:
    """The page for a reader: one table a group."""
    lines = [
        "# 一件事的时钟，手算 · The clocks of a matter, worked by hand",
        "",
        "Each line is a report walked step by step; the last day was worked from a wall calendar and the notices for 2026,",
        "then compared with the code. Made from `tests/matters/worked.yaml` by `python -m tests.matters.worked`; a test holds",
        "the two equal. 当天24时停着的那天不算；①②③是第几个工作日；各行的依据都是规范，不是法律。",
    ]
    group = ""
    for case in cases():
        raw = case.raw
        if case.group != group:
            group = case.group
            lines += [
                "",
                f"## {group}",
                "",
                "| 什么情况 | 经过 | 先到的期限 | 依据 | 怎么算的 |",
                "|---|---|---|---|---|",
            ]
        steps = [f"{said(raw['opens'])} {'登记待分办' if 'sorted' in raw else '登记派到单位'}"]
        steps += [f"{said(at)} {VERBS.get(verb, '本人说没解决')}" for at, verb in raw["then"]]
        if "outer" in raw:
            steps.append(f"上级时限 {said(raw['outer'])}，{'上级的先到' if raw['nearer'] == 'outer' else '我们的先到'}")
        last = f"{raw['last'].month}月{raw['last'].day}日24时"
        lines.append(f"| {raw['case']} | {'；'.join(steps)} | {last} | {raw['by']} | {raw['hand']} |")
    return "\n".join(lines) + "\n"


def said(written: str) -> str:
    """A minute as the page says it."""
    at = moment(written)
    return f"{at.month}/{at.day} {at:%H:%M}"


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xiangli.site.settings")
    django.setup()  # the verbs' names are translated words
    PAGE.write_text(page(), "utf-8")
