"""Share: ask an office to assist (协办); the owner stays the lead (主办), and its clock runs on."""

from datetime import datetime
from uuid import UUID

from xiangli.matters.acts.perform import Done, perform
from xiangli.parties.reads.actor import Actor


def share(
    *, matter: UUID, assist: str, by: Actor, at: datetime, request: UUID, note: str = "", expected: int | None = None
) -> Done:
    """``assist`` (``line@place``) sees it in its inbox until it has answered its part. Once more for another office. Errors: ``matters.errors``."""
    data = {"assist": assist, "note": note}
    return perform(matter=matter, verb="share", data=data, by=by, at=at, request=request, expected=expected)
