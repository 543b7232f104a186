"""Every entry against its leaf, one to one, in bounded memory."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from xiangli.ledger.faults import Counts, Fault, StoredEntry, Unreadable, raw_bytes
from xiangli.ledger.models import Leaf
from xiangli.proof.canonical import leaf as leaf_of

CHUNK = 2000
_Row = tuple[UUID, str, bytes]


def entry_faults(*, entries: Iterable[StoredEntry], counts: Counts) -> Iterator[Fault]:
    """Yields what is wrong, in the order of entry ids; `entries` come in that order too.

    Each leaf is computed anew from content and salt, and compared with the entry's own and the ledger's row.
    """
    rows = _leaves()
    row = next(rows, None)
    for entry in entries:
        counts.entries += 1
        if isinstance(entry.id, str):
            yield _at("记录的编号被改过", entry)
            continue
        while row is not None and row[0] < entry.id:
            yield _orphan(row)
            row = next(rows, None)
        matching = row if row is not None and row[0] == entry.id else None
        found = _compare(entry, matching)
        if found is not None:
            yield found
        if matching is not None:
            row = next(rows, None)
    while row is not None:
        yield _orphan(row)
        row = next(rows, None)


def _compare(entry: StoredEntry, row: _Row | None) -> Fault | None:
    try:
        computed = leaf_of(entry.salt, entry.content())
    except Unreadable:
        return _at("记录内容被改坏，读不出来", entry)
    if row is None:
        return _at("记录在账本里没有叶", entry)
    if computed != entry.leaf:
        return _at("记录内容与它的叶值不符：内容、盐值或叶值被改过", entry)
    if row[1] != entry.county:
        return _at("记录的县与账本里叶的县不一致", entry)
    if row[2] != computed:
        return _at("账本里的叶值与记录不符：叶被改过", entry)
    return None


def _at(message: str, entry: StoredEntry) -> Fault:
    return Fault(message, county=entry.county, entry=entry.id, matter=entry.matter, seq=entry.seq)


def _orphan(row: _Row) -> Fault:
    return Fault("账本里有叶，记录却不见了", county=row[1], entry=row[0])


def _leaves() -> Iterator[_Row]:
    last: UUID | None = None
    while True:
        some = Leaf.objects.order_by("entry")
        if last is not None:
            some = some.filter(entry__gt=last)
        rows = list(some.values_list("entry", "county", "leaf")[:CHUNK])
        if not rows:
            return
        for entry, county, value in rows:
            yield entry, county, raw_bytes(value)
        last = rows[-1][0]
