"""The burden of a place, of an asking line, of a whole province by month: from partial sums, never from every asking.

A figure is an estimate with its low and high. Two figures differ only when their difference is larger than chance could
make it: twice the square root of the sum of squares of their askings' minutes (a compound Poisson count). Nothing is
ranked; lines stand in the order of the duty lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any, Literal

from django.db.models import Count, F
from django.db.models import Sum as Total
from django.db.models.functions import Substr

from xiangli.askings.acts.add_up import COLUMNS, EVERYBODY
from xiangli.askings.models import BurdenSum, VillageAsking
from xiangli.askings.vocabulary import lines

FEWEST = 3
"""Villages a township's figure needs before the county reads it: below that one could tell who told."""
Trend = Literal["more", "less", "same"]


@dataclass(frozen=True, slots=True)
class Burden:
    """Askings and their minutes (likely, low, high), the squares of the likely ones, cells of sheets and those held."""

    askings: int = 0
    likely: int = 0
    low: int = 0
    high: int = 0
    squares: int = 0
    cells: int = 0
    held: int = 0

    def __add__(self, other: Burden) -> Burden:
        return Burden(*(getattr(self, name) + getattr(other, name) for name in COLUMNS))

    @property
    def chance(self) -> float:
        """How far the likely minutes may lie off by chance alone, either way."""
        return 2 * sqrt(self.squares)


def together(several: Iterable[Burden]) -> Burden:
    """Their sum."""
    out = Burden()
    for one in several:
        out = out + one
    return out


def trend(before: Burden, after: Burden) -> Trend:
    """Whether ``after`` is more or less than ``before``, beyond chance."""
    difference = after.likely - before.likely
    if abs(difference) <= 2 * sqrt(before.squares + after.squares):
        return "same"
    return "more" if difference > 0 else "less"


def months_before(month: int, count: int) -> list[int]:
    """``count`` months ending with ``month`` (yyyymm), oldest first."""
    at = month // 100 * 12 + month % 100 - 1
    return [(at - n) // 12 * 100 + (at - n) % 12 + 1 for n in range(count - 1, -1, -1)]


def of_place(*, place: str, months: Iterable[int]) -> dict[int, Burden]:
    """Burden by month of a village (12 digits), township (9) or county (6); months without any are 0. One statement."""
    wanted = sorted(months)
    rows = BurdenSum.objects.filter(county=place[:6], month__gte=wanted[0], month__lte=wanted[-1], line=EVERYBODY)
    if len(place) == 12:
        rows = rows.filter(place=place)
    elif len(place) == 9:
        rows = rows.annotate(town=Substr("place", 1, 9)).filter(town=place)
    found = _grouped(rows.values("month"), "month")
    return {month: found.get(month, Burden()) for month in wanted}


def by_line(*, county: str, months: Iterable[int]) -> dict[str, dict[int, Burden]]:
    """Burden by asking line and month in a county, in the order of the duty lists, those that asked nothing left out.

    One statement.
    """
    wanted = sorted(months)
    rows = BurdenSum.objects.filter(
        county=county, place=county, month__gte=wanted[0], month__lte=wanted[-1], askings__gt=0
    )
    found: dict[str, dict[int, Burden]] = {}
    for line, month, *values in rows.values_list("line", "month", *COLUMNS):
        found.setdefault(line, {})[month] = Burden(*values)
    order = [*lines(), ""]
    return {line: found[line] for line in order if line in found}


@dataclass(frozen=True, slots=True)
class Town:
    """A township's burden and how many of its villages told; '' stands for several put together to mask their villages."""

    code: str
    villages: int
    burden: Burden


def by_town(*, county: str, month: int) -> list[Town]:
    """A month by township, by code; those where fewer than FEWEST villages told are put together. One statement.

    A single one is never put "together" alone, since the county's sum would give it away: the next smallest joins it.
    """
    rows = BurdenSum.objects.filter(county=county, line=EVERYBODY, month=month, askings__gt=0)
    grouped = (
        rows.annotate(town=Substr("place", 1, 9))
        .values("town")
        .annotate(villages=Count("place"), **{f"{name}_": Total(name) for name in COLUMNS})
    )
    towns = []
    for row in grouped.order_by("town"):
        sums: dict[str, Any] = dict(row)
        towns.append(Town(sums["town"], sums["villages"], Burden(*(int(sums[f"{name}_"]) for name in COLUMNS))))
    masked = [one for one in towns if one.villages < FEWEST]
    if masked and sum(one.villages for one in masked) < FEWEST:
        rest = sorted((one for one in towns if one not in masked), key=lambda one: (one.villages, one.code))
        masked += rest[:1]
    shown = [one for one in towns if one not in masked]
    if masked:
        shown.append(Town("", sum(one.villages for one in masked), together(one.burden for one in masked)))
    return shown


def recounted(*, county: str) -> dict[tuple[str, str, int], Burden]:
    """Every partial sum of a county counted anew from its askings: what the sums must equal. One statement."""
    rows = VillageAsking.objects.filter(county=county, off=False)
    found: dict[tuple[str, str, int], Burden] = {}
    for place, line, month, likely, low, high, cells, held in rows.values_list(
        "place", "line", "month", "likely", "low", "high", "cells", "held"
    ):
        one = Burden(1, likely, low, high, likely**2, cells, cells * held // 100)
        for key in ((place, EVERYBODY, month), (county, line, month)):
            found[key] = found.get(key, Burden()) + one
    return found


def kept(*, county: str) -> dict[tuple[str, str, int], Burden]:
    """The partial sums of a county as they are kept, empty ones left out. One statement."""
    rows = BurdenSum.objects.filter(county=county).exclude(askings=0)
    return {
        (place, line, month): Burden(*values)
        for place, line, month, *values in rows.values_list("place", "line", "month", *COLUMNS)
    }


def _grouped(rows: object, key: str) -> Mapping[int, Burden]:
    summed = rows.annotate(**{f"{name}_": Total(F(name)) for name in COLUMNS})  # type: ignore[attr-defined]
    return {row[key]: Burden(*(int(row[f"{name}_"]) for name in COLUMNS)) for row in summed}
