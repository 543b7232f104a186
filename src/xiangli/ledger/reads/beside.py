"""What has leaves beside the entries (draws), laid among them in the order of ids, so that one check goes over all."""

from collections.abc import Iterable, Iterator
from functools import partial
from heapq import merge

from django.db import connection

from xiangli.ledger.faults import Batch, StoredEntry


def beside(batches: Iterable[Batch], others: Iterable[StoredEntry]) -> Iterator[Batch]:
    """The batches, each with those of `others` whose ids lie in it; what is left comes in a last one."""
    left = iter(others)
    waiting = next(left, None)
    for batch in batches:
        here: list[StoredEntry] = []
        while waiting is not None and (batch.last is None or _text(waiting) <= batch.last):
            here.append(waiting)
            waiting = next(left, None)
        yield _with(batch, here) if here else batch
        if batch.last is None:
            return
    rest = [one for one in (waiting, *left) if one is not None]
    if rest:
        yield Batch((), (), (), None, None, partial(iter, rest))


def _with(batch: Batch, here: list[StoredEntry]) -> Batch:
    """One batch of both; read one by one, which costs a batch of a thousand some tens of milliseconds."""
    return Batch((), (), (), None, batch.last, partial(_merged, batch, here))


def _merged(batch: Batch, here: list[StoredEntry]) -> Iterator[StoredEntry]:
    return merge(batch.entries(), here, key=lambda one: str(one.id))


def _text(one: StoredEntry) -> str:
    """The id as the database gives it as text."""
    assert not isinstance(one.id, str)
    return one.id.hex if connection.vendor == "sqlite" else str(one.id)
