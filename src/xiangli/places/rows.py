"""The shipped divisions as plain rows: no database is asked, so a reader may stand on them before `init`."""

from __future__ import annotations

import csv
import gzip
import io
from functools import cache
from importlib.resources import files
from typing import NamedTuple

EDITION = 2023  # the year of the statistics bureau's codes that are shipped

# Development zones and state farms with a county's code but no ground of their own.
ZONES = frozenset(
    "430371 430372 430373 430473 430476 430671 430771 430971 430972 431171 431173 431271".split()
)  # fmt: skip
# The county (or district) that holds a zone's ground, where one alone does. The four state farms are left out: they lie
# across county lines, and a guess would send a matter to the wrong county.
ZONE_GROUND = {
    "430371": "430304", "430372": "430304", "430373": "430302", "430473": "430407", "430476": "430408",
    "430972": "430903", "431171": "431103", "431271": "431281",
}  # fmt: skip


class Division(NamedTuple):
    """One division of today."""

    code: str
    name: str
    level: str
    parent: str


class Former(NamedTuple):
    """A code or a name that an earlier edition held and today's does not.

    `last` is the year of the last edition that held it; `successor` the code of today, "" where none could be told.
    """

    code: str
    name: str
    level: str
    parent: str
    last: int
    successor: str


def _read(name: str) -> list[list[str]]:
    packed = (files("xiangli.places.data") / name).read_bytes()
    return list(csv.reader(io.StringIO(gzip.decompress(packed).decode("utf-8"))))[1:]


@cache
def divisions() -> tuple[Division, ...]:
    """All 31,691 divisions, parents before children."""
    return tuple(sorted((Division(*row) for row in _read("divisions.csv.gz")), key=lambda d: (len(d.code), d.code)))


@cache
def counties(city: str) -> tuple[str, ...]:
    """The codes of a city's counties and districts; none for another code."""
    return tuple(d.code for d in divisions() if d.level == "county" and d.parent == city)


@cache
def former() -> tuple[Former, ...]:
    """All ended codes and old names."""
    return tuple(Former(c, n, level, p, int(y), s) for c, n, level, p, y, s in _read("former.csv.gz"))
