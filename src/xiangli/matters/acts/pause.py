"""Pause: the clocks stand still, for a ground that is written down and for a time that is bounded."""

from datetime import datetime
from uuid import UUID

from xiangli.matters.acts.perform import Done, perform
from xiangli.parties.reads.actor import Actor


def pause(*, matter: UUID, ground: str, by: Actor, at: datetime, request: UUID, expected: int | None = None) -> Done:
    """They run on by ``resume``, by leaving the step, or by themselves when the longest pause is over. Errors: ``matters.errors``."""
    data = {"ground": ground}
    return perform(matter=matter, verb="pause", data=data, by=by, at=at, request=request, expected=expected)
