"""Assign: the desk gives a matter to its lawful owner. Clause 8.2."""

from datetime import datetime
from uuid import UUID

from xiangli.matters.acts.perform import Done, perform
from xiangli.parties.reads.actor import Actor


def assign(
    *, matter: UUID, owner: str, item: str, by: Actor, at: datetime, request: UUID,
    note: str = "", expected: int | None = None,
) -> Done:  # fmt: skip
    """Give it to ``owner`` (``line@place``) by ``item`` of the duty list. Errors: ``matters.errors``."""
    data = {"owner": owner, "item": item, "note": note}
    return perform(matter=matter, verb="assign", data=data, by=by, at=at, request=request, expected=expected)
