"""End: mended on the spot, told where to go, or lawful though unsatisfied."""

from datetime import datetime
from uuid import UUID

from xiangli.matters.acts.perform import Done, perform
from xiangli.parties.reads.actor import Actor


def end(
    *, matter: UUID, outcome: str, note: str, by: Actor, at: datetime, request: UUID, expected: int | None = None
) -> Done:
    """End with an ``outcome`` the step allows and a ``note`` the reporter will read. Errors: ``matters.errors``."""
    data = {"outcome": outcome, "note": note}
    return perform(matter=matter, verb="end", data=data, by=by, at=at, request=request, expected=expected)
