"""Return with ground 退回: the owner says why it is not theirs; the desk sorts it anew, the whole clock runs on."""

from datetime import datetime
from uuid import UUID

from xiangli.matters.acts.perform import Done, perform
from xiangli.parties.reads.actor import Actor


def send_back(
    *, matter: UUID, ground: str, by: Actor, at: datetime, request: UUID, item: str = "", expected: int | None = None
) -> Done:
    """Return it with ``ground`` and, where one is known, the ``item`` that makes it another's. Refused without a ground."""
    data = {"ground": ground, "item": item}
    return perform(matter=matter, verb="return", data=data, by=by, at=at, request=request, expected=expected)
