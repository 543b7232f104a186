"""Join: reports of one event become one matter. Candidates by shared keys, never all pairs; undoable."""

import json
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

import psycopg
from django.db import connection

from xiangli.engines import joining
from xiangli.places.reads.unnamed import unnamed
from xiangli.places.rows import counties

SHARED = 2
MOST = 8
LATEST = 20
"""Reports of this very call looked at for one key at one place."""
ENOUGH = 30
"""A matter with so many entries is found by the keys of its first reports: later ones add none, or a flood of tellings
of one event would be read again with each new one."""


class Candidate(NamedTuple):
    """An open matter's report that shares keys with a new one; ``seq`` is the matter's last entry."""

    report: UUID
    matter: UUID
    county: str
    seq: int
    place: str
    features: Any


_HERE = "k.county = w.county AND k.key = w.key AND k.place >= w.low AND k.place <= w.high"
_RANKED = "row_number() OVER (PARTITION BY w.n ORDER BY count(*) DESC, k.matter DESC, k.report)"
_GROUPED = f"GROUP BY w.n, k.report, k.matter HAVING count(*) >= {SHARED}"
_COLUMNS = "SELECT c.n, r.id, m.id, m.county, m.seq, r.place, r.title, r.text"
_POSTGRES = f"""
WITH w(n, county, key, low, high) AS (
  SELECT (d ->> 0)::int, s ->> 0, (k #>> '{{}}')::bigint, s ->> 1, s ->> 2
  FROM json_array_elements(%s::json) AS d, json_array_elements(d -> 1) AS k, json_array_elements(d -> 2) AS s)
{_COLUMNS}
FROM (SELECT w.n, k.report, k.matter, {_RANKED} AS rank
      FROM w, LATERAL (SELECT report, matter FROM xiangli_joinkey AS k WHERE {_HERE} OFFSET 0) AS k {_GROUPED}) AS c,
LATERAL (SELECT id, county, seq, ended_at FROM xiangli_matter WHERE id = c.matter LOCK) AS m,
LATERAL (SELECT id, place, title, text FROM xiangli_report WHERE id = c.report OFFSET 0) AS r
WHERE c.rank <= {MOST} AND m.ended_at IS NULL ORDER BY c.n, c.rank"""
_SQLITE = f"""
WITH s(n, keys, county, low, high) AS MATERIALIZED (  -- each part of the JSON is read once, not once a key
  SELECT d.value ->> 0, d.value -> 1, s.value ->> 0, s.value ->> 1, s.value ->> 2
  FROM json_each(%s) AS d CROSS JOIN json_each(d.value, '$[2]') AS s),
w(n, county, key, low, high) AS (SELECT s.n, s.county, k.value, s.low, s.high FROM s CROSS JOIN json_each(s.keys) AS k)
{_COLUMNS}
FROM (SELECT w.n, k.report, k.matter, {_RANKED} AS rank FROM w CROSS JOIN xiangli_joinkey AS k WHERE {_HERE} {_GROUPED})
  AS c JOIN xiangli_report AS r ON r.id = c.report JOIN xiangli_matter AS m ON m.id = c.matter
WHERE c.rank <= {MOST} AND m.ended_at IS NULL ORDER BY c.n, c.rank"""


def candidates(wanted: Sequence[tuple[str, Sequence[int]]], *, locked: bool = False) -> list[list[Candidate]]:
    """For each (place, keys) at most MOST candidates of its site: most keys shared first, then the newest matter.

    One statement for all; how many there are for one does not depend on the others, as in ``engines.joining.Index``.
    ``locked`` (inside a transaction) keeps other writers off these matters until it ends: PostgreSQL locks their rows,
    on SQLite the transaction has kept them off already.
    """
    out: list[list[Candidate]] = [[] for _ in wanted]
    asked = [(n, keys, sites(place)) for n, (place, keys) in enumerate(wanted) if len(keys) >= SHARED]
    if not asked:
        return out
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        text = _POSTGRES.replace("LOCK", "FOR UPDATE" if locked else "OFFSET 0")
        with connection.wrap_database_errors:  # planned once a connection: planning takes longer than looking
            found = psycopg.Cursor(connection.connection).execute(text, [json.dumps(asked)], prepare=True).fetchall()
    else:
        with connection.cursor() as cursor:
            found = cursor.execute(_SQLITE, [json.dumps(asked)]).fetchall()
    read = joining.features_of([unnamed(title, text, place) for *_, place, title, text in found])
    for (n, report, matter, county, seq, place, _, _), features in zip(found, read, strict=True):
        out[n].append(Candidate(_uuid(report), _uuid(matter), county, seq, place, features))
    return out


@lru_cache(maxsize=8192)
def above(place: str) -> tuple[str, ...]:
    """The site a place is of, and before it the places from the city down that it lies in, highest first.

    Groups, grids and hamlets of one village overlap: below the village all is one site.
    """
    return (*(place[:n] for n in (4, 6, 9) if n < len(place)), place[:12])


@lru_cache(maxsize=8192)
def sites(place: str) -> tuple[tuple[str, str, str], ...]:
    """Where the same site may be filed: (shard, first, last place code). Each place it lies in, and its own with all
    below it; one person names the county and another only the city."""
    *higher, own = above(place)
    shards = (own[:6], *(counties(own) if len(own) == 4 else ()))
    return (*((code[:6], code, code) for code in higher), *((shard, own, own + "z") for shard in shards))


def fellows(many: Sequence[tuple[UUID, str, Sequence[int]]]) -> list[list[int]]:
    """The same look-up within one call, whose reports no table knows yet: for each (report, place, keys) which earlier
    ones of its site share at least SHARED of its keys, most shared last, at most MOST."""
    kept: dict[int, dict[str, list[int]]] = defaultdict(dict)
    out = []
    for n, (_, place, keys) in enumerate(many):
        around = above(place)
        count: dict[int, int] = {}
        for key in keys:
            at = kept[key]
            for k in _of_site(at, around) if at else ():
                count[k] = count.get(k, 0) + 1
            at.setdefault(around[-1], []).append(n)
        alike = sorted((times, many[k][0], k) for k, times in count.items() if times >= SHARED)
        out.append([k for *_, k in alike[-MOST:]])
    return out


def _of_site(at: dict[str, list[int]], around: tuple[str, ...]) -> list[int]:
    """Of reports by place: the latest filed in this site, and the latest filed under each place it lies in."""
    *higher, own = around
    within = sorted(k for place, held in at.items() if own in above(place) for k in held[-LATEST:])
    return within[-LATEST:] + [k for place in higher for k in at.get(place, ())[-LATEST:]]


def _uuid(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)


def best(among: Sequence[Candidate], alike: Sequence[float]) -> tuple[Candidate, float] | None:
    """The most similar candidate and its similarity (0..1), or None when there is none."""
    if not among:
        return None
    similarity, candidate = max(zip(alike, among, strict=True), key=lambda pair: (pair[0], str(pair[1].matter)))
    return candidate, similarity
