"""Put askings into the partial sums, or take them out again; one statement a table row, alike on both databases."""

from collections.abc import Iterable

from django.db import connection

from xiangli.askings.models import VillageAsking

EVERYBODY = "*"
COLUMNS = ("askings", "likely", "low", "high", "squares", "cells", "held")
_NAMES = ", ".join(COLUMNS)
_ADDED = ", ".join(f"{name} = xiangli_burdensum.{name} + excluded.{name}" for name in COLUMNS)
_UPSERT = (
    f"INSERT INTO xiangli_burdensum (county, place, line, month, {_NAMES}) "
    f"VALUES (%s, %s, %s, %s, {', '.join(['%s'] * len(COLUMNS))}) "
    f"ON CONFLICT (county, place, line, month) DO UPDATE SET {_ADDED}"
)
Key = tuple[str, str, str, int]


def keys(one: VillageAsking) -> tuple[Key, Key]:
    """The two sums an asking stands in: its village's month, its county's month by line."""
    return (one.county, one.place, EVERYBODY, one.month), (one.county, one.county, one.line, one.month)


def amounts(one: VillageAsking) -> tuple[int, ...]:
    """What it adds to each."""
    return (1, one.likely, one.low, one.high, one.likely**2, one.cells, one.cells * one.held // 100)


def add_up(askings: Iterable[VillageAsking], *, sign: int = 1) -> None:
    """Add them (``sign`` 1) or take them out (−1), inside the act's transaction.

    Rows are touched in the order of their keys, so that two writers never wait for each other crosswise.
    """
    sums: dict[Key, list[int]] = {}
    for one in askings:
        for key in keys(one):
            held = sums.setdefault(key, [0] * len(COLUMNS))
            for n, amount in enumerate(amounts(one)):
                held[n] += sign * amount
    with connection.cursor() as cursor:
        cursor.executemany(_UPSERT, [(*key, *sums[key]) for key in sorted(sums)])
