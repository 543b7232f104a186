"""Every step as it lies, for whoever checks the ledger."""

from collections.abc import Iterator

from xiangli.askings.form import content
from xiangli.askings.models import AskingStep
from xiangli.ledger.faults import StoredEntry
from xiangli.ledger.steps import stored


def stored_steps() -> Iterator[StoredEntry]:
    """In the order of ids; a step's asking stands where an entry's matter does."""
    return stored(AskingStep.objects.order_by("id").iterator(500), of="asking", content=content)
