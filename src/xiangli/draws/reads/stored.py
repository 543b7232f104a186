"""Every step as it lies, for whoever checks the ledger; they are few, so one by one."""

from collections.abc import Iterator

from xiangli.draws.form import content
from xiangli.draws.models import DrawStep
from xiangli.ledger.faults import StoredEntry
from xiangli.ledger.steps import stored


def stored_steps() -> Iterator[StoredEntry]:
    """In the order of ids; a step's draw stands where an entry's matter does."""
    return stored(DrawStep.objects.order_by("id").iterator(500), of="draw", content=content)
