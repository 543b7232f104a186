"""Every entry against its leaf, one to one, in bounded memory: at a stroke while all is well, one by one where it is not."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from xiangli.ledger.faults import Batch, Counts, Fault, StoredEntry, Unreadable, raw_bytes
from xiangli.ledger.keys import ours
from xiangli.ledger.reads.raw_leaves import Row, all_between, between
from xiangli.proof.canonical import leaf as leaf_of
from xiangli.proof.profile import HashOf

CHUNK = 4000


def entry_faults(*, batches: Iterable[Batch], counts: Counts) -> Iterator[Fault]:
    """Yields what is wrong, in the order of entry ids; `batches` come in that order too.

    Each leaf is computed anew from content and salt, and compared with the entry's own and the ledger's row.
    """
    hashing, after, ended = ours().hashing, None, False
    for batch in batches:
        if not _is_whole(batch, after, hashing):
            yield from _one_by_one(batch, after, counts)
        else:
            counts.entries += len(batch.ids)
        after, ended = batch.last, batch.last is None
    if not ended:
        for row in all_between(after=after, upto=None, chunk=CHUNK):
            yield _orphan(row)


def _is_whole(batch: Batch, after: str | None, hashing: HashOf) -> bool:
    """Whether all entries of the batch give their leaves, and the ledger holds just these."""
    if batch.salted is None:
        return False
    if [hashing(one).digest() for one in batch.salted] != batch.leaves:
        return False
    rows = between(after=after, upto=batch.last, limit=len(batch.ids) + 1)
    return [*zip(batch.ids, batch.counties, batch.leaves, strict=True)] == rows


def _one_by_one(batch: Batch, after: str | None, counts: Counts) -> Iterator[Fault]:
    rows = all_between(after=after, upto=batch.last, chunk=CHUNK)
    row = next(rows, None)
    for entry in batch.entries():
        counts.entries += 1
        if isinstance(entry.id, str):
            yield _at("记录的编号被改过", entry)
            continue
        while row is not None and _id(row) < entry.id:
            yield _orphan(row)
            row = next(rows, None)
        matching = row if row is not None and _id(row) == entry.id else None
        found = _compare(entry, matching)
        if found is not None:
            yield found
        if matching is not None:
            row = next(rows, None)
    while row is not None:
        yield _orphan(row)
        row = next(rows, None)


def _compare(entry: StoredEntry, row: Row | None) -> Fault | None:
    try:
        computed = leaf_of(entry.salt, entry.content(), ours())
    except Unreadable:
        return _at("记录内容被改坏，读不出来", entry)
    if row is None:
        return _at("记录在账本里没有叶", entry)
    if computed != entry.leaf:
        return _at("记录内容与它的叶值不符：内容、盐值或叶值被改过", entry)
    if row[1] != entry.county:
        return _at("记录的县与账本里叶的县不一致", entry)
    if raw_bytes(row[2]) != computed:
        return _at("账本里的叶值与记录不符：叶被改过", entry)
    return None


def _at(message: str, entry: StoredEntry) -> Fault:
    return Fault(message, county=entry.county, entry=entry.id, matter=entry.matter, seq=entry.seq)


def _orphan(row: Row) -> Fault:
    return Fault("账本里有叶，记录却不见了", county=row[1], entry=_id(row))


def _id(row: Row) -> UUID:
    return UUID(row[0])
