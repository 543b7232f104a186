"""Every step as it lies, for whoever checks the ledger."""

from collections.abc import Iterator
from functools import partial

from xiangli.ledger.faults import StoredEntry, raw_bytes
from xiangli.publication.form import content
from xiangli.publication.models import PublicationStep


def stored_publications() -> Iterator[StoredEntry]:
    """In the order of ids; a step's publication stands where an entry's matter does."""
    for step in PublicationStep.objects.order_by("id").iterator(500):
        yield StoredEntry(
            id=step.id,
            county=step.county,
            matter=step.publication,
            seq=step.seq,
            content=partial(content, step),
            salt=raw_bytes(step.salt),
            leaf=raw_bytes(step.leaf),
        )
