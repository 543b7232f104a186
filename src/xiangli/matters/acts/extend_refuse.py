"""Refuse the extension that was asked for, with the ground; the clocks are as they were."""

from datetime import datetime
from uuid import UUID

from xiangli.matters.acts.perform import Done, perform
from xiangli.parties.reads.actor import Actor


def extend_refuse(
    *, matter: UUID, ground: str, by: Actor, at: datetime, request: UUID, expected: int | None = None
) -> Done:
    """The handler is told. Errors: ``matters.errors``."""
    data = {"ground": ground}
    return perform(matter=matter, verb="extend_refuse", data=data, by=by, at=at, request=request, expected=expected)
