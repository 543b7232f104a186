"""Every step as it lies, for whoever checks the ledger; they are few, so one by one."""

from collections.abc import Iterator
from functools import partial

from xiangli.draws.form import content
from xiangli.draws.models import DrawStep
from xiangli.ledger.faults import StoredEntry, raw_bytes


def stored_steps() -> Iterator[StoredEntry]:
    """In the order of ids; a step's draw stands where an entry's matter does."""
    for step in DrawStep.objects.order_by("id").iterator(500):
        yield StoredEntry(
            id=step.id,
            county=step.county,
            matter=step.draw,
            seq=step.seq,
            content=partial(content, step),
            salt=raw_bytes(step.salt),
            leaf=raw_bytes(step.leaf),
        )
