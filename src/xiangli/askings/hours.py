"""How many minutes an asking costs a village, by the stated formula, with every number of it shown.

Three figures: likely, low, high. What the words do not say is assumed, the assumption widens the range and is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from xiangli.askings.reading.kind import Size
from xiangli.askings.vocabulary import formula

PERCENT = 100


@dataclass(frozen=True, slots=True)
class Estimate:
    """Minutes likely, low and high; ``lines`` are the sum; ``cells`` of a sheet, ``held`` of them known already."""

    likely: int
    low: int
    high: int
    lines: tuple[str, ...]
    cells: int = 0
    held: int = 0

    @property
    def minutes(self) -> tuple[int, int, int]:
        """Likely, low, high."""
        return self.likely, self.low, self.high


Three = tuple[float, float, float]


def estimate(kind: str, size: Size, *, held: int = 0) -> Estimate:
    """The estimate for one village. ``held``: percent of the cells that registers hold already, 0–100."""
    made = _Sum()
    lines: list[str] = []
    shape = formula()["kinds"][kind]
    for part in shape["once"]:
        made.add(part, (1, 1, 1), "")
    cells = (0.0, 0.0, 0.0)
    for unit, parts in shape.get("by", {}).items():
        if unit in ("empty", "held"):
            rows, columns = _assumed("rows", size.rows, lines), _assumed("columns", size.columns, lines)
            cells = _times(rows, columns)
            share = held / PERCENT if unit == "held" else 1 - held / PERCENT
            if share:
                said = f"{_span(rows)}行 × {_span(columns)}列 × {'已有' if unit == 'held' else '要现查'}{share:.0%}"
                made.add(parts, _times(cells, (share, share, share)), said)
            continue
        amount = _thousands(size, lines) if unit == "thousands" else _assumed(unit, getattr(size, unit), lines)
        for part in parts if isinstance(parts, list) else [parts]:
            fixed = size.minutes if part == "sit" else None
            made.add(part, amount, f"{_span(amount)}{UNITS[unit]}", fixed=fixed)
    lines = [*made.lines, *dict.fromkeys(lines)]
    likely, low, high = (max(1, round(one)) for one in made.total)
    lines.append(f"合计约{spoken(likely)}（低{spoken(low)}，高{spoken(high)}）。算式是规范，不是实测，谁也不计时。")
    count = round(cells[0])
    return Estimate(likely, low, high, tuple(lines), count, round(count * held / PERCENT))


UNITS = {"rows": "份", "persons": "人", "thousands": "千字"}
NAMES = {"rows": "行数（份数）", "columns": "列数", "persons": "人数", "words": "字数"}


class _Sum:
    def __init__(self) -> None:
        self.total: Three = (0.0, 0.0, 0.0)
        self.lines: list[str] = []

    def add(self, part: str, amount: Three, said: str, *, fixed: int | None = None) -> None:
        """Add one part of the formula so many times; ``fixed`` minutes where the words say how long."""
        known: dict[str, Any] = formula()["parts"][part]
        takes = (fixed,) * 3 if fixed else tuple(known["takes"])
        per = 60 if known["unit"] == "second" and not fixed else 1
        minutes = tuple(n * one / per for n, one in zip(amount, takes, strict=True))
        self.total = tuple(a + b for a, b in zip(self.total, minutes, strict=True))
        unit = "秒" if per == 60 else "分钟"
        times = f"{said} × {takes[0]}{unit} ＝ " if said else ""
        self.lines.append(f"{known['zh']}：{times}{minutes[0]:.0f}分钟")


def _assumed(name: str, said: int | None, lines: list[str]) -> Three:
    if said is not None:
        return (float(said), float(said), float(said))
    likely, low, high = formula()["assumed"][name]
    lines.append(f"没写{NAMES[name]}，按{likely}算（{low}到{high}）。")
    return (float(likely), float(low), float(high))


def _thousands(size: Size, lines: list[str]) -> Three:
    likely, low, high = _assumed("words", size.words, lines)
    return (likely / 1000, low / 1000, high / 1000)


def _times(a: Three, b: Three) -> Three:
    return (a[0] * b[0], a[1] * b[1], a[2] * b[2])


def _span(amount: Three) -> str:
    likely, low, high = (f"{one:g}" for one in amount)
    return likely if low == high else f"{likely}（{low}–{high}）"


def spoken(minutes: int) -> str:
    """Minutes as people say them: 45分钟, 2小时, 3.5小时."""
    if minutes < 60:
        return f"{minutes}分钟"
    return f"{minutes / 60:.1f}".removesuffix(".0") + "小时"
