"""Grant the extension that was asked for: both clocks are longer by what the procedure says."""

from datetime import datetime
from uuid import UUID

from xiangli.matters.acts.perform import Done, perform
from xiangli.parties.reads.actor import Actor


def extend_grant(
    *, matter: UUID, by: Actor, at: datetime, request: UUID, note: str = "", expected: int | None = None
) -> Done:
    """The handler does not grant its own. Errors: ``matters.errors``."""
    data = {"note": note}
    return perform(matter=matter, verb="extend_grant", data=data, by=by, at=at, request=request, expected=expected)
