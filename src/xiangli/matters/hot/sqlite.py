"""One immediate transaction, straight through the driver: the same rows as the PostgreSQL statement."""

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from xiangli.matters.hot.rows import ENTRY, KEY, LEAF, MATTER, REPORT, SEALED, Arrival
from xiangli.proof.canonical import Encoder


@functools.lru_cache(maxsize=1024)  # the rows of one call share a few moments
def _moment(value: datetime) -> str:
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(sep=" ")


_hex: Callable[[UUID], str] = lambda value: f"{value.int:032x}"  # noqa: E731
_KEPT: dict[str, Callable[[Any], Any]] = {"uuid": _hex, "timestamptz": _moment, "jsonb": Encoder().encode}
"""How a value is kept where it is not kept as it is."""


class Table:
    """One table's statement, and its rows as the driver wants them."""

    def __init__(self, name: str, columns: Mapping[str, str], tail: str = "") -> None:
        names, marks = ", ".join(f'"{c}"' for c in columns), ", ".join("?" * len(columns))
        self.insert = f"INSERT INTO {name} ({names}) VALUES ({marks}){tail}"
        self._of = itemgetter(*columns)
        self._turned = [(n, _KEPT[kind]) for n, kind in enumerate(columns.values()) if kind in _KEPT]

    def values(self, row: Mapping[str, Any]) -> list[Any]:
        """A row's values in the order of the statement."""
        out = list(self._of(row))
        for n, turn in self._turned:
            if out[n] is not None:
                out[n] = turn(out[n])
        return out


_REPORT = Table("xiangli_report", REPORT, " ON CONFLICT (id) DO NOTHING")
_SEALED, _MATTER = Table("xiangli_sealed", SEALED), Table("xiangli_matter", MATTER)
_ENTRY, _LEAF, _KEY = Table("xiangli_entry", ENTRY), Table("xiangli_leaf", LEAF), Table("xiangli_joinkey", KEY)
TABLES = (_REPORT, _SEALED, _MATTER, _ENTRY, _LEAF, _KEY)
_JOIN = (
    "UPDATE xiangli_matter SET seq = ?, reports = reports + 1 WHERE county = ? AND id = ? AND seq = ?"
    " AND ended_at IS NULL"
)


def write(arrivals: Sequence[Arrival]) -> set[UUID]:
    """See ``hot.write``."""
    with transaction.atomic():
        raw = connection.connection
        with connection.wrap_database_errors:
            if _many(raw, _REPORT, (a.report for a in arrivals)) < len(arrivals):
                if len(arrivals) == 1:
                    return set()
                # another writer had one of them: others may have joined what it opened
                raise IntegrityError("a report of this call is known already")
            _many(raw, _SEALED, (a.sealed for a in arrivals if a.sealed))
            _many(raw, _MATTER, (a.matter for a in arrivals if a.matter))
            for a in arrivals:
                if (j := a.joining) and raw.execute(_JOIN, (j.seq, j.county, _hex(j.matter), j.seq - 1)).rowcount != 1:
                    raise IntegrityError("a matter to be joined has moved on")
            _many(raw, _ENTRY, (a.entry for a in arrivals))
            _many(raw, _LEAF, (a.leaf() for a in arrivals))
            _many(raw, _KEY, (row for a in arrivals for row in a.key_rows()))
    return {a.id for a in arrivals}


def _many(raw: Any, table: Table, rows: Iterable[Mapping[str, Any]]) -> int:
    written: int = raw.executemany(table.insert, [table.values(row) for row in rows]).rowcount
    return written
