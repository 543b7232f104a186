"""Ask for an extension 申请延期, before the limit is over and with a ground; the clocks run on meanwhile."""

from datetime import datetime
from uuid import UUID

from xiangli.matters.acts.perform import Done, perform
from xiangli.parties.reads.actor import Actor


def extend_ask(
    *, matter: UUID, ground: str, by: Actor, at: datetime, request: UUID, expected: int | None = None
) -> Done:
    """Whether it is granted is another's to say. Errors: ``matters.errors``."""
    data = {"ground": ground}
    return perform(matter=matter, verb="extend_ask", data=data, by=by, at=at, request=request, expected=expected)
