"""Resume: the clocks run on after a pause."""

from datetime import datetime
from uuid import UUID

from xiangli.matters.acts.perform import Done, perform
from xiangli.parties.reads.actor import Actor


def resume(
    *, matter: UUID, by: Actor, at: datetime, request: UUID, note: str = "", expected: int | None = None
) -> Done:
    """The days they stood are not counted. Errors: ``matters.errors``."""
    data = {"note": note}
    return perform(matter=matter, verb="resume", data=data, by=by, at=at, request=request, expected=expected)
