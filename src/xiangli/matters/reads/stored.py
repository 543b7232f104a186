"""Every entry as it lies in its table, for whoever checks the ledger: read by pages of plain columns, no objects made.

The canonical content is put together from the columns. Text that would need escaping is encoded, `data` stands as it was
written (an act writes it in canonical form; PostgreSQL, which keeps it in its own form, has it written anew). Should what
is put together not give the leaf, the rows are read again with care, one by one: this way is only ever the quick one.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import repeat
from typing import Any
from uuid import UUID

import msgspec
import numpy as np
from django.db import DatabaseError, connection

from xiangli.ledger.faults import Batch, StoredEntry, raw_bytes
from xiangli.matters.form import content
from xiangli.matters.models import Entry
from xiangli.proof.canonical import canonical

PAGE = {"sqlite": 1000, "postgresql": 10_000}
"""Rows that stay in the processor's cache, or that are worth the way to a server and back."""
_DASHES = ((0, 8, 0), (9, 13, 8), (14, 18, 12), (19, 23, 16), (24, 36, 20))
_again = msgspec.json.Encoder(order="sorted").encode
_SQL = {
    "sqlite": (
        "SELECT id || '', county, matter || '', seq, verb, at || '', actor, data || '', salt, leaf "
        "FROM xiangli_entry {where} ORDER BY id LIMIT %s"
    ),
    "postgresql": (
        "SELECT id::text, county, matter::text, seq, verb, to_char(at AT TIME ZONE 'UTC', "
        "'YYYY-MM-DD\"T\"HH24:MI:SS.US'), actor, data::text, salt, leaf FROM xiangli_entry {where} ORDER BY id LIMIT %s"
    ),
}


def stored_batches() -> Iterator[Batch]:
    """All entries in the order of their ids, page by page; damaged rows come as damaged."""
    last: str | None = None
    while True:
        try:
            rows = _page(last)
        except (ValueError, TypeError, DatabaseError):
            yield _damaged(last)
            return
        if not rows:
            return
        columns = list(zip(*rows, strict=True))
        if connection.vendor == "sqlite" and not _are_hex(columns[0]):
            yield _damaged(last)
            return
        ids, counties, *_ = columns
        yield Batch(ids, counties, list(columns[9]), _salted(columns), ids[-1], partial(_one_by_one, ids))
        last = ids[-1]


def _page(after: str | None) -> list[tuple[Any, ...]]:
    where = "" if after is None else "WHERE id > %s"
    page = PAGE[connection.vendor]
    given: list[str | int] = [page] if after is None else [after, page]
    with connection.cursor() as cursor:
        cursor.execute(_SQL[connection.vendor].format(where=where), given)
        return cursor.fetchall()


def _salted(columns: Sequence[Sequence[Any]]) -> list[bytes] | None:
    """Salt and canonical content of each row; None where a column is not of its kind."""
    ids, counties, matters, seqs, verbs, moments, actors, data, salts, _ = columns
    try:
        if connection.vendor == "sqlite":
            if not _are_hex(matters):
                return None
            ids, matters, moments = _dashed(ids), _dashed(matters), _moments(moments)
        else:
            data = [_again(msgspec.json.decode(one)).decode() for one in data]
        if {*map(type, seqs)} != {int} or '"' in "".join(moments):
            return None
        county, verb, actor = (_encoded(one) for one in (counties, verbs, actors))
        return [
            salt
            + f'{{"actor":{actor[a]},"at":"{at}+00:00","county":{county[c]},"data":{d},"id":"{i}",'
            f'"matter":"{m}","seq":{s},"verb":{verb[v]}}}'.encode()
            for salt, a, at, c, d, i, m, s, v in zip(
                salts, actors, moments, counties, data, ids, matters, seqs, verbs, strict=True
            )
        ]
    except (TypeError, ValueError, AttributeError, OverflowError, RecursionError, msgspec.MsgspecError):
        return None


def _encoded(texts: Sequence[str]) -> dict[str, str]:
    """Each text as JSON writes it; few are different."""
    return {one: canonical(one).decode() for one in {*texts}}


def _are_hex(ids: Sequence[str]) -> bool:
    """Whether all are 32 letters and digits, so that none can hide a quotation mark."""
    joined = "".join(ids)
    return joined.isascii() and joined.isalnum() and {*map(len, ids)} == {32}


def _dashed(ids: Sequence[str]) -> list[str]:
    """UUIDs in their usual form from 32 digits each."""
    plain = np.frombuffer("".join(ids).encode(), np.uint8).reshape(-1, 32)
    made = np.full((len(ids), 36), ord("-"), np.uint8)
    for first, end, at in _DASHES:
        made[:, first:end] = plain[:, at : at + end - first]
    joined = made.tobytes().decode()
    return [joined[at : at + 36] for at in range(0, len(joined), 36)]


def _moments(texts: Sequence[str]) -> list[str]:
    """SQLite's moments, which leave out microseconds that are nought, in ISO 8601."""
    return [one.replace(" ", "T") + ("" if len(one) == 26 else ".000000") for one in texts]


def _one_by_one(ids: Sequence[str]) -> Iterator[StoredEntry]:
    yield from map(_carefully, ids, repeat(None))


def _damaged(after: str | None) -> Batch:
    """Everything after an id in one batch, because a page cannot be read or its ids are none."""
    return Batch((), (), (), None, None, partial(_rest, after))


def _rest(after: str | None) -> Iterator[StoredEntry]:
    """All rows after an id one by one; only SQLite's untyped columns allow that one of them cannot be read."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT CAST(id AS TEXT), CAST(matter AS TEXT), CAST(seq AS TEXT), CAST(county AS TEXT) FROM xiangli_entry "
            "WHERE id > %s ORDER BY id",
            [after or ""],
        )
        for name, *told in cursor:
            yield _carefully(name, told)


def _carefully(name: str, told: Sequence[str] | None) -> StoredEntry:
    """One row by its id; what cannot be read comes with what was `told` of it."""
    try:
        entry = Entry.objects.get(id=UUID(name))
    except (ValueError, TypeError, DatabaseError, Entry.DoesNotExist):
        matter, seq, county = told or _told(name)
        return StoredEntry(_uuid(name), county, _uuid(matter), seq, _unreadable, b"", b"")
    return StoredEntry(
        id=entry.id,
        county=entry.county,
        matter=entry.matter,
        seq=entry.seq,
        content=partial(content, entry),
        salt=raw_bytes(entry.salt),
        leaf=raw_bytes(entry.leaf),
    )


def _told(name: str) -> Sequence[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT CAST(matter AS TEXT), CAST(seq AS TEXT), CAST(county AS TEXT) FROM xiangli_entry WHERE id = %s",
            [name],
        )
        return cursor.fetchone() or ("", "", "")


def _unreadable() -> bytes:
    raise ValueError("the row cannot be read")


def _uuid(text: str) -> UUID | str:
    try:
        return UUID(text)
    except ValueError:
        return text
