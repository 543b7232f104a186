"""Transfer: on to another owner, with the ground and the list item; the whole clock runs on."""

from datetime import datetime
from uuid import UUID

from xiangli.matters.acts.perform import Done, perform
from xiangli.parties.reads.actor import Actor


def transfer(
    *, matter: UUID, owner: str, item: str, ground: str, by: Actor, at: datetime, request: UUID,
    expected: int | None = None,
) -> Done:  # fmt: skip
    """Pass it to ``owner`` (``line@place``) because of ``ground``. Errors: ``matters.errors``."""
    data = {"owner": owner, "item": item, "ground": ground}
    return perform(matter=matter, verb="transfer", data=data, by=by, at=at, request=request, expected=expected)
