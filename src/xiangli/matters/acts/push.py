"""Push: whoever coordinates or oversees asks for haste 督办; the clocks stay as they are."""

from datetime import datetime
from uuid import UUID

from xiangli.matters.acts.perform import Done, perform
from xiangli.parties.reads.actor import Actor


def push(*, matter: UUID, note: str, by: Actor, at: datetime, request: UUID, expected: int | None = None) -> Done:
    """``note`` says what is wanted; the owner is told. Errors: ``matters.errors``."""
    data = {"note": note}
    return perform(matter=matter, verb="push", data=data, by=by, at=at, request=request, expected=expected)
