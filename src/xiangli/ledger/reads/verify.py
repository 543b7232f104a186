"""Is the ledger whole? Reads everything, writes nothing, needs no worker."""

from collections.abc import Iterable, Iterator

from xiangli.ledger.faults import Counts, Fault, StoredEntry
from xiangli.ledger.reads.entry_faults import entry_faults
from xiangli.ledger.reads.tree_faults import Where, tree_faults


def verify(*, entries: Iterable[StoredEntry], key: bytes | None, where: Where, counts: Counts) -> Iterator[Fault]:
    """Yields faults, first bad entry first; none when all is whole. `counts` is filled while it goes.

    First every entry, sequenced or not, against its leaf (`entries` in the order of their ids; one that lies outside
    any UUID order may come anywhere); then every county's tree, tiles, signed roots and signatures (`key`: the
    32-byte public key; `where`: an entry's matter and seq). Memory stays bounded: both passes go by chunks.
    """
    yield from entry_faults(entries=entries, counts=counts)
    yield from tree_faults(key=key, where=where, counts=counts)
