"""Imports of a post's places, how far each has got, and the rows that did not come in."""

from dataclasses import dataclass
from uuid import UUID

from xiangli.intake.models import Batch, RefusedRow
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.may import may


class NoSuchBatch(LookupError):
    """There is no such import, or it is not for this post."""


@dataclass(frozen=True, slots=True)
class Refusals:
    """One page of refused rows in file order, and whether more follow."""

    rows: list[RefusedRow]
    more: bool


def batches(*, actor: Actor, limit: int = 20) -> list[Batch]:
    """The newest imports that ``actor`` may see. One statement."""
    counties = {place[:6] for hat in actor.hats if "import" in hat.acts for place in hat.places}
    found = Batch.objects.filter(county__in=counties).order_by("-at")[: limit * 5]
    return [batch for batch in found if may(actor, "import", place=batch.place)][:limit]


def batch(*, actor: Actor, id: UUID) -> Batch:
    """One import. Raises NoSuchBatch."""
    found = Batch.objects.filter(id=id).first()
    if found is None or not may(actor, "import", place=found.place):
        raise NoSuchBatch
    return found


def refusals(*, batch: Batch, after: int = 0, limit: int = 50) -> Refusals:
    """Rows of the file, from the one behind row number ``after``. One statement."""
    rows = list(
        RefusedRow.objects.filter(county=batch.county, batch=batch.id, row__gt=after).order_by("row")[: limit + 1]
    )
    return Refusals(rows[:limit], len(rows) > limit)
