"""One prepared statement for any number of arrivals: arrays in, ``INSERT … RETURNING`` feeds the other inserts."""

import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import psycopg
from django.db import IntegrityError, connection, transaction
from psycopg.types.json import Jsonb

from xiangli.matters.hot.rows import ENTRY, KEY, LEAF, MATTER, REPORT, SEALED, Arrival


def _unnest(columns: Mapping[str, str], alias: str) -> str:
    arrays = ", ".join(f"%s::{kind}[]" for kind in ("uuid", *columns.values()))
    names = ", ".join(f'"{c}"' for c in ("for_report", *columns))
    return f"unnest({arrays}) AS {alias}({names})"


def _insert(table: str, columns: Mapping[str, str]) -> str:
    names = ", ".join(f'"{c}"' for c in columns)
    taken = ", ".join(f't."{c}"' for c in columns)
    new = "WHERE t.for_report IN (SELECT id FROM r)"
    return f"INSERT INTO {table} ({names}) SELECT {taken} FROM {_unnest(columns, 't')} {new}"


@functools.cache
def statement() -> str:
    """The statement's text; its parameters are columns as arrays, table by table in the order written here."""
    names = ", ".join(f'"{c}"' for c in REPORT)
    taken = ", ".join(f't."{c}"' for c in REPORT)
    joining = {"county": "text", "matter": "uuid", "seq": "int"}
    return f"""
WITH r AS (INSERT INTO xiangli_report ({names}) SELECT {taken} FROM {_unnest(REPORT, "t")}
           ON CONFLICT (id) DO NOTHING RETURNING id),
     s AS ({_insert("xiangli_sealed", SEALED)}),
     m AS ({_insert("xiangli_matter", MATTER)}),
     j AS (UPDATE xiangli_matter AS m SET seq = g.seq, reports = m.reports + g.n
           FROM (SELECT t.county, t.matter, max(t.seq) AS seq, count(*)::int AS n FROM {_unnest(joining, "t")}
                 WHERE t.for_report IN (SELECT id FROM r) GROUP BY t.county, t.matter) AS g
           WHERE m.county = g.county AND m.id = g.matter AND m.seq = g.seq - g.n AND m.ended_at IS NULL RETURNING 1),
     e AS ({_insert("xiangli_entry", ENTRY)}),
     l AS ({_insert("xiangli_leaf", LEAF)}),
     k AS ({_insert("xiangli_joinkey", KEY)})
SELECT (SELECT array_agg(id) FROM r), (SELECT count(*) FROM j)"""


def _columns(owners: Iterable[tuple[UUID, Mapping[str, Any]]], columns: Mapping[str, str]) -> list[list[Any]]:
    rows = list(owners)
    out: list[list[Any]] = [[report for report, _ in rows]]
    for name, kind in columns.items():
        values = [row[name] for _, row in rows]
        out.append([Jsonb(v) for v in values] if kind == "jsonb" else values)
    return out


def write(arrivals: Sequence[Arrival]) -> set[UUID]:
    """See ``hot.write``. A single arrival needs no transaction beyond its statement: its entry's turn settles a race."""
    if len(arrivals) == 1:
        return _write(arrivals)
    with transaction.atomic():
        written = _write(arrivals)
        if len(written) < len(arrivals):  # another writer had one of them: others may have joined what it opened
            raise IntegrityError("a report of this call is known already")
        return written


def _write(arrivals: Sequence[Arrival]) -> set[UUID]:
    joined = [
        (a.id, {"county": a.joining.county, "matter": a.joining.matter, "seq": a.joining.seq})
        for a in arrivals
        if a.joining
    ]
    parameters = [
        *_columns(((a.id, a.report) for a in arrivals), REPORT),
        *_columns(((a.id, a.sealed) for a in arrivals if a.sealed), SEALED),
        *_columns(((a.id, a.matter) for a in arrivals if a.matter), MATTER),
        *_columns(joined, {"county": "text", "matter": "uuid", "seq": "int"}),
        *_columns(((a.id, a.entry) for a in arrivals), ENTRY),
        *_columns(((a.id, a.leaf()) for a in arrivals), LEAF),
        *_columns(((a.id, row) for a in arrivals for row in a.key_rows()), KEY),
    ]
    connection.ensure_connection()
    try:
        cursor = psycopg.Cursor(connection.connection)
        new, moved = cursor.execute(statement(), parameters, prepare=True).fetchone() or (None, 0)
    except psycopg.IntegrityError as wrong:
        raise IntegrityError(str(wrong)) from wrong
    written = set(new or ())
    if moved != len({row["matter"] for report, row in joined if report in written}):
        raise IntegrityError("a matter to be joined has moved on")
    return written
