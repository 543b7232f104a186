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


@dataclass(frozen=True, slots=True)
class Candidate:
    """An open matter's report that shares keys with a new one; ``seq`` is the matter's last entry."""

    report: UUID
    matter: UUID
    seq: int
    place: str
    features: Any


_COLUMNS = "r.id, m.id, m.seq, r.place, r.title, r.text"
_POSTGRES = f"""
SELECT c.n, {_COLUMNS} FROM (
    SELECT w.n, k.report, k.matter FROM unnest(%s::int[], %s::text[], %s::bigint[]) AS w(n, county, key)
    JOIN xiangli_joinkey AS k ON k.county = w.county AND k.key = w.key
    GROUP BY w.n, k.report, k.matter HAVING count(*) >= {SHARED} ORDER BY count(*) DESC LIMIT %s) AS c
JOIN xiangli_report AS r ON r.id = c.report JOIN xiangli_matter AS m ON m.id = c.matter WHERE m.ended_at IS NULL"""
_SQLITE = f"""
SELECT c.n, {_COLUMNS} FROM (
    SELECT w.value ->> 0 AS n, k.report, k.matter FROM json_each(%s) AS w
    JOIN xiangli_joinkey AS k ON k.county = w.value ->> 1 AND k.key = w.value ->> 2
    GROUP BY 1, k.report, k.matter HAVING count(*) >= {SHARED} ORDER BY count(*) DESC LIMIT %s) AS c
JOIN xiangli_report AS r ON r.id = c.report JOIN xiangli_matter AS m ON m.id = c.matter WHERE m.ended_at IS NULL"""


def candidates(wanted: Sequence[tuple[str, str, Sequence[int]]]) -> list[list[Candidate]]:
    """For each (county, place, keys) the candidates, best first, at most MOST. One statement for all."""
    triples = [(n, county, key) for n, (county, _, keys) in enumerate(wanted) for key in keys]
    out: list[list[Candidate]] = [[] for _ in wanted]
    if not triples:
        return out
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            ns, counties, keys = (list(c) for c in zip(*triples, strict=True))
            cursor.execute(_POSTGRES, [ns, counties, keys, MOST * len(wanted)])
        else:
            cursor.execute(_SQLITE, [json.dumps(triples), MOST * len(wanted)])
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
