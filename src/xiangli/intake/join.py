"""Join: reports of one event become one matter. Candidates by shared keys, never all pairs; undoable."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection

from xiangli.engines import joining
from xiangli.places.reads.unnamed import unnamed
from xiangli.places.rows import counties

SHARED = 2
MOST = 8
LATEST = 20
"""Reports of this very call looked at for one key."""
ENOUGH = 30
"""A matter with so many entries is found by the keys of its first reports: later ones add none, or a flood of tellings
of one event would be read again with each new one."""


@dataclass(frozen=True, slots=True)
class Candidate:
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
WITH w(n, county, key, low, high) AS (
  SELECT d.value ->> 0, s.value ->> 0, k.value, s.value ->> 1, s.value ->> 2
  FROM json_each(%s) AS d, json_each(d.value, '$[1]') AS k, json_each(d.value, '$[2]') AS s)
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


class Fresh:
    """Reports of this very call, which no table knows yet: the same look-up as ``candidates``."""

    def __init__(self) -> None:
        self._at: dict[tuple[int, str], list[Candidate]] = defaultdict(list)
        self._within: dict[tuple[int, str], list[Candidate]] = defaultdict(list)

    def add(self, keys: Sequence[int], one: Candidate) -> None:
        """Keep a report; ``keys`` are its own."""
        around = above(one.place)
        for key in keys:
            self._at[key, around[-1]].append(one)
            for place in around:
                self._within[key, place].append(one)

    def sharing(self, keys: Sequence[int], place: str) -> list[Candidate]:
        """Those of the same site that share at least SHARED of ``keys``, most shared first, at most MOST."""
        *higher, own = above(place)
        count: dict[UUID, int] = {}
        seen: dict[UUID, Candidate] = {}
        for key in keys:
            for held in (self._within.get((key, own), ()), *(self._at.get((key, code), ()) for code in higher)):
                for one in held[-LATEST:]:
                    count[one.report] = count.get(one.report, 0) + 1
                    seen[one.report] = one
        alike = sorted((n, report) for report, n in count.items() if n >= SHARED)
        return [seen[report] for _, report in alike[-MOST:]]


def _uuid(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)


def best(mine: Any, among: Sequence[Candidate]) -> tuple[Candidate, float] | None:
    """The most similar candidate and its similarity (0..1), or None when there is none."""
    if not among:
        return None
    scored = zip(joining.similarities(mine, [c.features for c in among]), among, strict=True)
    similarity, candidate = max(scored, key=lambda pair: (pair[0], str(pair[1].matter)))
    return candidate, similarity
