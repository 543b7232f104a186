"""Dispute: an office says with ground and item that it is not its own; the time till the ruling is the quarrel's."""

from datetime import datetime
from uuid import UUID

from xiangli.matters.acts.perform import Done, perform
from xiangli.parties.reads.actor import Actor


def dispute(
    *, matter: UUID, ground: str, by: Actor, at: datetime, request: UUID, item: str = "", expected: int | None = None
) -> Done:
    """The desk rules, and its ruling stands. Errors: ``matters.errors``."""
    data = {"ground": ground, "item": item}
    return perform(matter=matter, verb="dispute", data=data, by=by, at=at, request=request, expected=expected)
