"""Seal a person's name, phone and identity number outside a report: members of households come in this way."""

from datetime import datetime
from uuid import UUID

from xiangli.vault.box import blind, close
from xiangli.vault.models import Sealed


def seal(*, record: UUID, county: str, values: dict[str, str], at: datetime) -> Sealed:
    """A new sealed record ``record`` of ``values`` (keys from ``vault.box.FIELDS``)."""
    box = close(record=record, county=county, values=values)
    hidden = blind(values.get("phone", ""))
    return Sealed.objects.create(id=record, county=county, box=box, blind=hidden, sealed_at=at)
