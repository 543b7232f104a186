"""Every step as it lies, for whoever checks the ledger."""

from collections.abc import Iterator
from functools import partial

from xiangli.ledger.faults import StoredEntry, raw_bytes
from xiangli.registers.form import content
from xiangli.registers.models import RecordStep


def stored_records() -> Iterator[StoredEntry]:
    """In the order of ids; a step's record stands where an entry's matter does."""
    for step in RecordStep.objects.order_by("id").iterator(1000):
        yield StoredEntry(
            id=step.id,
            county=step.county,
            matter=step.record,
            seq=step.seq,
            content=partial(content, step),
            salt=raw_bytes(step.salt),
            leaf=raw_bytes(step.leaf),
        )
