"""Open a sealed record, once permission and purpose stand: ``matters.acts.unseal`` and ``parties.acts.open_names`` do."""

from datetime import datetime
from uuid import UUID

from xiangli.proof.ids import uuid7
from xiangli.vault.box import open_box
from xiangli.vault.models import Opening, Sealed


def note_opening(
    *, record: UUID, county: str, entry: UUID, actor: str, purpose: str, at: datetime, matter: UUID | None = None,
    household: UUID | None = None,
) -> Opening:  # fmt: skip
    """The row by which the person sees who opened her data, when and why."""
    return Opening.objects.create(
        id=uuid7(), county=county, record=record, matter=matter, household=household, entry=entry, actor=actor,
        purpose=purpose[:200], at=at,
    )  # fmt: skip


def values(*, record: UUID, county: str) -> dict[str, str]:
    """What the record holds. Raises Sealed.DoesNotExist, ``vault.box.BrokenSeal``."""
    row = Sealed.objects.get(id=record, county=county)
    return open_box(record=row.id, county=county, box=bytes(row.box))
