"""Mend: done on the spot 当场办结; the matter ends at once."""

from datetime import datetime
from uuid import UUID

from xiangli.matters.acts.perform import Done, perform
from xiangli.parties.reads.actor import Actor


def mend(*, matter: UUID, note: str, by: Actor, at: datetime, request: UUID, expected: int | None = None) -> Done:
    """``note`` says what was done; the reporter reads it. Errors: ``matters.errors``."""
    data = {"note": note}
    return perform(matter=matter, verb="mend", data=data, by=by, at=at, request=request, expected=expected)
