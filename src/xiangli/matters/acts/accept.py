"""Accept: the owner takes the matter in hand."""

from datetime import datetime
from uuid import UUID

from xiangli.matters.acts.perform import Done, perform
from xiangli.parties.reads.actor import Actor


def accept(*, matter: UUID, by: Actor, at: datetime, request: UUID, expected: int | None = None) -> Done:
    """From now on the handling clock runs. Errors: ``matters.errors``."""
    return perform(matter=matter, verb="accept", data={}, by=by, at=at, request=request, expected=expected)
