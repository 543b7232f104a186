"""The words of a time limit."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
_WRITTEN = re.compile(r"^\s*([1-9][0-9]{0,4})\s*(H|WD|D|M|Y)\s*$")


class LimitError(ValueError):
    """A limit, pause or moment that cannot be counted; the message says which."""


class Unit(StrEnum):
    """H hours, WD working days, D natural days, M months, Y years."""

    H = "H"
    WD = "WD"
    D = "D"
    M = "M"
    Y = "Y"

    @property
    def zh(self) -> str:
        """The unit after a number: 个工作日, 日, 个月."""
        return {"H": "小时", "WD": "个工作日", "D": "日", "M": "个月", "Y": "年"}[self.value]


@dataclass(frozen=True, slots=True)
class Limit:
    """So many units, by a row of ``sources.yaml`` (``P1``, or a norm such as ``N-sort``)."""

    amount: int
    unit: Unit
    by: str

    def __post_init__(self) -> None:
        if self.amount < 1:
            raise LimitError(f"a limit is at least one whole unit, not {self.amount!r}")

    @classmethod
    def parse(cls, text: str, *, by: str = "") -> "Limit":
        """``"15 WD"`` → 15 working days; ``LimitError`` unless a whole number ≥ 1 and one of H, WD, D, M, Y."""
        found = _WRITTEN.match(text)
        if not found:
            raise LimitError(f"{text!r} is no limit: write a number and H, WD, D, M or Y, e.g. '15 WD'")
        return cls(int(found[1]), Unit(found[2]), by)

    def __str__(self) -> str:
        return f"{self.amount} {self.unit.value}"

    @property
    def zh(self) -> str:
        """15个工作日."""
        return f"{self.amount}{self.unit.zh}"


@dataclass(frozen=True)
class Pause:
    """The clock stands from ``start`` to ``end`` (``None``: still standing), by a row."""

    start: datetime
    end: datetime | None
    by: str

    def __post_init__(self) -> None:
        shanghai(self.start)
        if self.end is not None and shanghai(self.end) < self.start:
            raise LimitError("a pause ends before it starts")


@dataclass(frozen=True)
class Due:
    """When it is due (first moment past the limit), from when, and the sum in plain Chinese, line by line.

    ``provisional``: days past the last holiday notice were needed. ``paused``: the clock stands now; ``at`` is the due
    time the clock had before it stopped.
    """

    at: datetime
    start: datetime
    limit: Limit
    provisional: bool
    paused: bool
    lines: tuple[str, ...]


def shanghai(moment: datetime) -> datetime:
    """``moment`` on Shanghai's clock; ``LimitError`` when it has no time zone."""
    if moment.tzinfo is None:
        raise LimitError(f"{moment.isoformat()} has no time zone")
    return moment.astimezone(SHANGHAI)
