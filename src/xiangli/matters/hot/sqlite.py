"""One immediate transaction, straight through the driver: the same rows as the PostgreSQL statement."""

import functools
from collections.abc import Mapping, Sequence
from datetime import UTC
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from xiangli.matters.hot.rows import ENTRY, KEY, LEAF, MATTER, REPORT, SEALED, Arrival
from xiangli.proof.canonical import Encoder


@functools.cache
def _insert(table: str, columns: tuple[str, ...], ignore: bool = False) -> str:
    names, marks = ", ".join(f'"{c}"' for c in columns), ", ".join("?" * len(columns))
    tail = " ON CONFLICT (id) DO NOTHING" if ignore else ""
    return f"INSERT INTO {table} ({names}) VALUES ({marks}){tail}"


def _values(row: Mapping[str, Any], columns: Mapping[str, str]) -> list[Any]:
    return [_AS[kind](row[name]) if row[name] is not None else None for name, kind in columns.items()]


_AS: dict[str, Any] = {
    "uuid": lambda v: v.hex,
    "timestamptz": lambda v: v.astimezone(UTC).replace(tzinfo=None).isoformat(sep=" "),
    "jsonb": Encoder().encode,
    **dict.fromkeys(("text", "bytea", "int", "bigint", "boolean"), lambda v: v),
}
_JOIN = (
    "UPDATE xiangli_matter SET seq = ?, reports = reports + 1 WHERE county = ? AND id = ? AND seq = ?"
    " AND ended_at IS NULL"
)


def write(arrivals: Sequence[Arrival]) -> set[UUID]:
    """See ``hot.write``."""
    written: set[UUID] = set()
    with transaction.atomic():
        raw = connection.connection
        with connection.wrap_database_errors:
            for a in arrivals:
                _one(raw, a, written)
        if 1 < len(arrivals) != len(written):  # another writer had one of them: others may have joined what it opened
            raise IntegrityError("a report of this call is known already")
    return written


def _one(raw: Any, a: Arrival, written: set[UUID]) -> None:
    known = _insert("xiangli_report", tuple(REPORT), ignore=True)
    if raw.execute(known, _values(a.report, REPORT)).rowcount != 1:
        return
    written.add(a.id)
    if a.sealed:
        raw.execute(_insert("xiangli_sealed", tuple(SEALED)), _values(a.sealed, SEALED))
    if a.matter:
        raw.execute(_insert("xiangli_matter", tuple(MATTER)), _values(a.matter, MATTER))
    if a.joining:
        j = a.joining
        if raw.execute(_JOIN, (j.seq, j.county, j.matter.hex, j.seq - 1)).rowcount != 1:
            raise IntegrityError("a matter to be joined has moved on")
    raw.execute(_insert("xiangli_entry", tuple(ENTRY)), _values(a.entry, ENTRY))
    raw.execute(_insert("xiangli_leaf", tuple(LEAF)), _values(a.leaf(), LEAF))
    keys = [_values(row, KEY) for row in a.key_rows()]
    raw.executemany(_insert("xiangli_joinkey", tuple(KEY)), keys)
