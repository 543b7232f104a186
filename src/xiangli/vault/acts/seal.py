"""Seal a person's name, phone and identity number outside a report: members of households come in this way."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from xiangli.vault.box import blind, close, open_box
from xiangli.vault.models import Sealed


def seal(*, record: UUID, county: str, values: dict[str, str], at: datetime) -> Sealed:
    """A new sealed record ``record`` of ``values`` (keys from ``vault.box.FIELDS``)."""
    box = close(record=record, county=county, values=values)
    hidden = blind(values.get("phone", ""))
    return Sealed.objects.create(id=record, county=county, box=box, blind=hidden, sealed_at=at)


def seal_many(*, county: str, values: Mapping[UUID, dict[str, str]], at: datetime) -> None:
    """New sealed records, or those of these ids anew: what is given takes the place of what was held, the rest stays.

    What an older seal holds is read by the machine to be sealed again and shown to nobody. Three statements.
    """
    held = {row.id: row for row in Sealed.objects.filter(county=county, id__in=list(values))}
    new, again = [], []
    for record, given in values.items():
        row = held.get(record)
        whole = {**open_box(record=record, county=county, box=bytes(row.box)), **given} if row else given
        box = close(record=record, county=county, values=whole)
        hidden = blind(whole.get("phone", ""))
        if row is None:
            new.append(Sealed(id=record, county=county, box=box, blind=hidden, sealed_at=at))
        else:
            row.box, row.blind, row.sealed_at = box, hidden, at
            again.append(row)
    Sealed.objects.bulk_create(new, batch_size=2000)
    Sealed.objects.bulk_update(again, ["box", "blind", "sealed_at"], batch_size=500)
