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

    The database hands over one line a village with its months packed into text; so it costs a village, not a cell.
    """
    months = months_before(month, count)
    packed = " || ' ' || ".join(["month", *MEASURES])
    glue = "group_concat({0}, ';')" if connection.vendor == "sqlite" else "string_agg({0}, ';')"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT place, {glue.format(packed)} FROM xiangli_burdensum "
            "WHERE line = %s AND month BETWEEN %s AND %s GROUP BY county, place ORDER BY county, place",
            [EVERYBODY, months[0], months[-1]],
        )
        rows = cursor.fetchall()
    return _table(months, rows)


def _table(months: Sequence[int], rows: Sequence[tuple[str, str]]) -> Table:
    places = [place for place, _ in rows]
    text = ";".join(said for _, said in rows)
    cells = np.array(text.replace(";", " ").split(), dtype=np.int64).reshape(-1, len(MEASURES) + 1)
    counts = np.array([said.count(";") + 1 for _, said in rows], dtype=np.int64)
    row = np.repeat(np.arange(len(rows)), counts)
    column = np.searchsorted(np.array(months), cells[:, 0])
    figures = {}
    for n, measure in enumerate(MEASURES, 1):
        grid = np.zeros((len(rows), len(months)), dtype=np.int64)
        grid[row, column] = cells[:, n]
        figures[measure] = grid
    return Table(places, months, figures)
