"""Every step as it lies, for whoever checks the ledger."""

from collections.abc import Iterator

from xiangli.ledger.faults import StoredEntry
from xiangli.ledger.steps import stored
from xiangli.publication.form import content
from xiangli.publication.models import PublicationStep


def stored_publications() -> Iterator[StoredEntry]:
    """In the order of ids; a step's publication stands where an entry's matter does."""
    return stored(PublicationStep.objects.order_by("id").iterator(500), of="publication", content=content)
