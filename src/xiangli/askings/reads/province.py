"""The burden of every village of a province by month, as arrays: read from the partial sums in one statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from xiangli.askings.acts.add_up import EVERYBODY
from xiangli.askings.reads.burden import months_before

MEASURES = ("askings", "likely", "low", "high")
MOST, MOST_MINUTES = 1_000_000, 100_000_000
"""More askings than a village has in a month, and more minutes: two numbers are packed into one below them."""


@dataclass(frozen=True, slots=True)
class Table:
    """``figures[measure]`` has a row for each of ``places`` and a column for each of ``months``."""

    places: Sequence[str]
    months: Sequence[int]
    figures: dict[str, NDArray[np.int64]]

    def of_counties(self) -> tuple[list[str], dict[str, NDArray[np.int64]]]:
        """The same by county: their codes, and a row for each."""
        codes = [place[:6] for place in self.places]
        names, at = np.unique(codes, return_inverse=True)
        out = {}
        for measure, rows in self.figures.items():
            summed = np.zeros((len(names), len(self.months)), dtype=np.int64)
            np.add.at(summed, at, rows)
            out[measure] = summed
        return list(map(str, names)), out


def province_table(*, month: int, count: int = 36) -> Table:
    """Every village that was ever asked, over ``count`` months ending with ``month``. One statement.

    The database hands over one line a village, its months packed into three lists of numbers: making text of a number
    is what costs, so month and askings share one, low and high another.
    """
    months = months_before(month, count)
    glue = "group_concat({0}, ' ')" if connection.vendor == "sqlite" else "string_agg(({0})::text, ' ')"
    lists = ", ".join(
        glue.format(one)
        for one in (
            f"CAST(month AS bigint) * {MOST} + askings",
            "likely",
            f"CAST(low AS bigint) * {MOST_MINUTES} + high",
        )
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT place, COUNT(*), {lists} FROM xiangli_burdensum "
            "WHERE line = %s AND month BETWEEN %s AND %s GROUP BY county, place ORDER BY county, place",
            [EVERYBODY, months[0], months[-1]],
        )
        rows = cursor.fetchall()
    return _table(months, rows)


def _table(months: Sequence[int], rows: Sequence[tuple[str, int, str, str, str]]) -> Table:
    counted, likely, ends = (
        np.fromstring(" ".join(str(row[n]) for row in rows), dtype=np.int64, sep=" ") for n in (2, 3, 4)
    )
    row = np.repeat(np.arange(len(rows)), [one[1] for one in rows])
    column = np.searchsorted(np.array(months), counted // MOST)
    figures = {}
    for measure, values in zip(
        MEASURES, (counted % MOST, likely, ends // MOST_MINUTES, ends % MOST_MINUTES), strict=True
    ):
        grid = np.zeros((len(rows), len(months)), dtype=np.int64)
        grid[row, column] = values
        figures[measure] = grid
    return Table([one[0] for one in rows], months, figures)
