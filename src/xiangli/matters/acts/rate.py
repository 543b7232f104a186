"""Rate: the reporter says solved or not solved; "not solved" goes straight back to the owner."""

from datetime import datetime
from uuid import UUID

from xiangli.matters.acts.perform import Done, perform
from xiangli.parties.reads.actor import Actor


def rate(
    *, matter: UUID, solved: bool, by: Actor, at: datetime, request: UUID,
    satisfaction: int | None = None, note: str = "", expected: int | None = None,
) -> Done:  # fmt: skip
    """``satisfaction`` from 1 (very content) to 5, about the answer, never about a person. Errors: ``matters.errors``."""
    data = {"solved": "yes" if solved else "no", "satisfaction": str(satisfaction or ""), "note": note}
    return perform(matter=matter, verb="rate", data=data, by=by, at=at, request=request, expected=expected)
