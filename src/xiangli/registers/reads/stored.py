"""Every step as it lies, for whoever checks the ledger."""

from collections.abc import Iterator

from xiangli.ledger.faults import StoredEntry
from xiangli.ledger.steps import stored
from xiangli.registers.form import content
from xiangli.registers.models import RecordStep


def stored_records() -> Iterator[StoredEntry]:
    """In the order of ids; a step's record stands where an entry's matter does."""
    return stored(RecordStep.objects.order_by("id").iterator(1000), of="record", content=content)
