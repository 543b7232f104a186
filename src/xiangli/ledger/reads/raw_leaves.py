"""Leaves as they lie, by plain SQL: a check reads every one of them, and rows need not become objects for that."""

from collections.abc import Iterator

from django.db import connection

Row = tuple[str, str, bytes]


def as_text(column: str) -> str:
    """SQL for a UUID column as text; on SQLite this also keeps the driver from converting what may be damaged."""
    return f"{column}::text" if connection.vendor == "postgresql" else f"{column} || ''"


def between(*, after: str | None, upto: str | None, limit: int) -> list[Row]:
    """(entry, county, leaf) with `after` < entry <= `upto`, at most `limit`, in the order of entries."""
    where, given = [], []
    for bound, sign in ((after, ">"), (upto, "<=")):
        if bound is not None:
            where.append(f"entry {sign} %s")
            given.append(bound)
    said = f"WHERE {' AND '.join(where)} " if where else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {as_text('entry')}, county, leaf FROM xiangli_leaf {said}ORDER BY entry LIMIT {limit}", given
        )
        return cursor.fetchall()


def all_between(*, after: str | None, upto: str | None, chunk: int) -> Iterator[Row]:
    """The same without a limit, read by chunks."""
    while rows := between(after=after, upto=upto, limit=chunk):
        yield from rows
        after = rows[-1][0]


def from_index(*, county: str, first: int, limit: int) -> list[tuple[int, str, bytes]]:
    """(index, entry, leaf) of a county from an index on, in order."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT idx, {as_text('entry')}, leaf FROM xiangli_leaf WHERE county = %s AND idx >= %s "
            f"ORDER BY idx LIMIT {limit}",
            [county, first],
        )
        return cursor.fetchall()
