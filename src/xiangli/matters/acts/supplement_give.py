"""Give what was missing: the clocks run on."""

from datetime import datetime
from uuid import UUID

from xiangli.matters.acts.perform import Done, perform
from xiangli.parties.reads.actor import Actor


def supplement_give(
    *, matter: UUID, given: str, by: Actor, at: datetime, request: UUID, expected: int | None = None
) -> Done:
    """``given`` says what was brought, by the reporter or at the desk. Errors: ``matters.errors``."""
    data = {"given": given}
    return perform(matter=matter, verb="supplement_give", data=data, by=by, at=at, request=request, expected=expected)
