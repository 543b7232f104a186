"""Sealed records by phone number, found through the blind index; nothing is opened."""

from uuid import UUID

from xiangli.vault.box import blind
from xiangli.vault.models import Sealed


def records_of(*, phone: str, limit: int = 100) -> list[UUID]:
    """The records that hold this number, newest first. One statement; none when there is no digit in it."""
    hidden = blind(phone)
    if hidden is None:
        return []
    return list(Sealed.objects.filter(blind=hidden).order_by("-sealed_at").values_list("id", flat=True)[:limit])
