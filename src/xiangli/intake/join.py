"""Join: reports of one event become one matter. Candidates by shared keys, never all pairs; undoable."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from xiangli.engines import joining

SHARED = 2
MOST = 8
NEAR = 40
"""Reports read for one new report before those of other sites are left out."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An open matter's report that shares keys with a new one; ``seq`` is the matter's last entry."""

    report: UUID
    matter: UUID
    seq: int
    place: str
    features: Any


_RANKED = """k.report, k.matter,
      row_number() OVER (PARTITION BY w.n ORDER BY count(*) DESC, k.matter DESC, k.report) AS rank"""
_READ = f"""
FROM (SELECT w.n, {_RANKED} FROM w JOIN xiangli_joinkey AS k ON k.county = w.county AND k.key = w.key
      GROUP BY w.n, k.report, k.matter HAVING count(*) >= {SHARED}) AS c
JOIN xiangli_report AS r ON r.id = c.report JOIN xiangli_matter AS m ON m.id = c.matter
WHERE c.rank <= {NEAR} AND m.ended_at IS NULL ORDER BY c.n, c.rank"""
_COLUMNS = "SELECT c.n, r.id, m.id, m.seq, r.place, r.title, r.text"
_POSTGRES = f"""
WITH w(n, county, key) AS (SELECT * FROM unnest(%s::int[], %s::text[], %s::bigint[])) {_COLUMNS} {_READ}"""
_SQLITE = f"""
WITH w(n, county, key) AS (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(%s)) {_COLUMNS} {_READ}"""


def candidates(wanted: Sequence[tuple[str, str, Sequence[int]]], *, locked: bool = False) -> list[list[Candidate]]:
    """For each (county, place, keys) at most MOST candidates of its site: most keys shared first, then the newest matter.

    One statement for all; how many there are for one does not depend on the others, as in ``engines.joining.Index``.
    ``locked`` (inside a transaction) keeps other writers off these matters until it ends: PostgreSQL locks their rows,
    on SQLite the transaction has kept them off already.
    """
    triples = [(n, county, key) for n, (county, _, keys) in enumerate(wanted) for key in keys]
    out: list[list[Candidate]] = [[] for _ in wanted]
    if not triples:
        return out
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            lock = " FOR UPDATE OF m" if locked else ""
            cursor.execute(_POSTGRES + lock, [list(c) for c in zip(*triples, strict=True)])
        else:
            cursor.execute(_SQLITE, [json.dumps(triples)])
        rows = cursor.fetchall()
    for n, report, matter, seq, place, title, text in rows:
        if len(out[n]) < MOST and one_site(place, wanted[n][1]):
            features = joining.features(title, text)
            out[n].append(Candidate(_uuid(report), _uuid(matter), seq, place, features))
    return out


def _uuid(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)


def best(mine: Any, among: Sequence[Candidate]) -> tuple[Candidate, float] | None:
    """The most similar candidate and its similarity (0..1), or None when there is none."""
    scored = [(joining.similarity(mine, c.features), c) for c in among]
    if not scored:
        return None
    similarity, candidate = max(scored, key=lambda pair: (pair[0], str(pair[1].matter)))
    return candidate, similarity


def one_site(a: str, b: str) -> bool:
    """Two places neither of which lies in the other are two sites, however alike the words: never one event."""
    return a.startswith(b) or b.startswith(a)
