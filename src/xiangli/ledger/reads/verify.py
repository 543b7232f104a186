"""Is the ledger whole? Reads everything, writes nothing, needs no worker."""

from collections.abc import Iterable, Iterator

from xiangli.ledger.faults import Batch, Counts, Fault
from xiangli.ledger.reads.entry_faults import entry_faults
from xiangli.ledger.reads.tree_faults import Where, tree_faults


def verify(*, batches: Iterable[Batch], key: bytes | None, where: Where, counts: Counts) -> Iterator[Fault]:
    """Yields faults, first bad entry first; none when all is whole. `counts` is filled while it goes.

    First every entry, sequenced or not, against its leaf (`batches` in the order of their ids); then every county's tree, tiles, signed roots and signatures (`key`: our
    public key; `where`: an entry's matter and seq). Memory stays bounded: both passes go by chunks.
    """
    yield from entry_faults(batches=batches, counts=counts)
    yield from tree_faults(key=key, where=where, counts=counts)
