"""Open a sealed record; only ``matters.acts.unseal`` may call this, once permission and purpose stand."""

from datetime import datetime
from uuid import UUID

from xiangli.proof.ids import uuid7
from xiangli.vault.box import open_box
from xiangli.vault.models import Opening, Sealed


def note_opening(
    *, record: UUID, county: str, matter: UUID, entry: UUID, actor: str, purpose: str, at: datetime
) -> Opening:
    """The row by which the person sees who opened her data, when and why."""
    return Opening.objects.create(
        id=uuid7(), county=county, record=record, matter=matter, entry=entry, actor=actor, purpose=purpose[:200], at=at
    )


def values(*, record: UUID, county: str) -> dict[str, str]:
    """What the record holds. Raises Sealed.DoesNotExist, ``vault.box.BrokenSeal``."""
    row = Sealed.objects.get(id=record, county=county)
    return open_box(record=row.id, county=county, box=bytes(row.box))
