"""Every step as it lies, for whoever checks the ledger."""

from collections.abc import Iterator
from functools import partial

from xiangli.askings.form import content
from xiangli.askings.models import AskingStep
from xiangli.ledger.faults import StoredEntry, raw_bytes


def stored_steps() -> Iterator[StoredEntry]:
    """In the order of ids; a step's asking stands where an entry's matter does."""
    for step in AskingStep.objects.order_by("id").iterator(500):
        yield StoredEntry(
            id=step.id, county=step.county, matter=step.asking, seq=step.seq, content=partial(content, step),
            salt=raw_bytes(step.salt), leaf=raw_bytes(step.leaf),
        )  # fmt: skip
