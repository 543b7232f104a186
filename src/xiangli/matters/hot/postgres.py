"""One prepared statement for any number of arrivals: all rows in as one JSON value, ``RETURNING`` feeds the other inserts.

One parameter, because each costs the driver more than the database needs to take it apart (docs/performance.md).
"""

import functools
import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import psycopg
from django.db import IntegrityError, connection, transaction

from xiangli.matters.hot.rows import ENTRY, KEY, LEAF, MATTER, REPORT, SEALED, Arrival

JOINING = {"county": "text", "matter": "uuid", "seq": "int"}


def _rows(table: str, columns: Mapping[str, str]) -> str:
    names = ", ".join(f'"{c}" {kind}' for c, kind in {"for_report": "uuid", **columns}.items())
    return f"d, json_to_recordset(d.v->'{table}') AS t({names})"


def _insert(table: str, columns: Mapping[str, str]) -> str:
    names = ", ".join(f'"{c}"' for c in columns)
    taken = ", ".join(f't."{c}"' for c in columns)
    new = "WHERE t.for_report IN (SELECT id FROM r)"
    return f"INSERT INTO {table} ({names}) SELECT {taken} FROM {_rows(table, columns)} {new}"


@functools.cache
def statement() -> str:
    """The statement's text; its one parameter is a JSON object: table → rows, each naming its report."""
    names = ", ".join(f'"{c}"' for c in REPORT)
    taken = ", ".join(f't."{c}"' for c in REPORT)
    return f"""
WITH d(v) AS (SELECT %s::json),
     r AS (INSERT INTO xiangli_report ({names}) SELECT {taken} FROM {_rows("xiangli_report", REPORT)}
           ON CONFLICT (id) DO NOTHING RETURNING id),
     s AS ({_insert("xiangli_sealed", SEALED)}),
     m AS ({_insert("xiangli_matter", MATTER)}),
     j AS (UPDATE xiangli_matter AS m SET seq = g.seq, reports = m.reports + g.n
           FROM (SELECT t.county, t.matter, max(t.seq) AS seq, count(*)::int AS n FROM {_rows("joining", JOINING)}
                 WHERE t.for_report IN (SELECT id FROM r) GROUP BY t.county, t.matter) AS g
           WHERE m.county = g.county AND m.id = g.matter AND m.seq = g.seq - g.n AND m.ended_at IS NULL RETURNING 1),
     e AS ({_insert("xiangli_entry", ENTRY)}),
     l AS ({_insert("xiangli_leaf", LEAF)}),
     k AS ({_insert("xiangli_joinkey", KEY)})
SELECT (SELECT array_agg(id) FROM r), (SELECT count(*) FROM j)"""


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
    said: dict[str, list[dict[str, Any]]] = {
        "xiangli_report": [], "xiangli_sealed": [], "xiangli_matter": [], "joining": [], "xiangli_entry": [],
        "xiangli_leaf": [], "xiangli_joinkey": [],
    }  # fmt: skip
    for a in arrivals:
        of = {"for_report": a.id}
        said["xiangli_report"].append({**of, **a.report})
        said["xiangli_entry"].append({**of, **a.entry})
        said["xiangli_leaf"].append({**of, **a.leaf()})
        said["xiangli_joinkey"] += [{**of, **row} for row in a.key_rows()]
        if a.sealed:
            said["xiangli_sealed"].append({**of, **a.sealed})
        if a.matter:
            said["xiangli_matter"].append({**of, **a.matter})
        if j := a.joining:
            said["joining"].append({**of, "county": j.county, "matter": j.matter, "seq": j.seq})
    connection.ensure_connection()
    try:
        cursor = psycopg.Cursor(connection.connection)
        new, moved = cursor.execute(statement(), [_encode(said)], prepare=True).fetchone() or (None, 0)
    except psycopg.IntegrityError as wrong:
        raise IntegrityError(str(wrong)) from wrong
    written = set(new or ())
    if moved != len({a.joining.matter for a in arrivals if a.joining and a.id in written}):
        raise IntegrityError("a matter to be joined has moved on")
    return written


def _plain(value: Any) -> str:
    """What JSON has no word for, as PostgreSQL reads it: bytes in hexadecimal, identifiers and moments as text."""
    return f"\\x{value.hex()}" if isinstance(value, bytes) else str(value)


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain).encode
