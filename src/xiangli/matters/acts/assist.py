"""Assist: an office that was asked answers its part 协办答复; the lead brings the parts together."""

from datetime import datetime
from uuid import UUID

from xiangli.matters.acts.perform import Done, perform
from xiangli.parties.reads.actor import Actor


def assist(*, matter: UUID, part: str, by: Actor, at: datetime, request: UUID, expected: int | None = None) -> Done:
    """``part`` is for the lead to read; the reporter gets the lead's answer. Errors: ``matters.errors``."""
    data = {"part": part}
    return perform(matter=matter, verb="assist", data=data, by=by, at=at, request=request, expected=expected)
