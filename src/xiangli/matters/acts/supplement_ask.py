"""Ask the reporter once for all that is missing 一次性告知补正; the clocks stand still meanwhile."""

from datetime import datetime
from uuid import UUID

from xiangli.matters.acts.perform import Done, perform
from xiangli.parties.reads.actor import Actor


def supplement_ask(
    *, matter: UUID, lack: str, by: Actor, at: datetime, request: UUID, expected: int | None = None
) -> Done:
    """``lack`` lists everything; it cannot be asked for twice. Errors: ``matters.errors``."""
    data = {"lack": lack}
    return perform(matter=matter, verb="supplement_ask", data=data, by=by, at=at, request=request, expected=expected)
