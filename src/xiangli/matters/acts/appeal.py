"""Appeal 申诉剔除: an office asks that a matter be left out of the count, with its evidence."""

from datetime import datetime
from uuid import UUID

from xiangli.matters.acts.perform import Done, perform
from xiangli.parties.reads.actor import Actor


def appeal(
    *, matter: UUID, ground: str, by: Actor, at: datetime, request: UUID, photo: str = "", expected: int | None = None
) -> Done:
    """Entries and raw figures stay as they are, whatever is decided. Errors: ``matters.errors``."""
    data = {"ground": ground, "photo": photo}
    return perform(matter=matter, verb="appeal", data=data, by=by, at=at, request=request, expected=expected)
