"""Open a child: a part of the work goes to another office with a clock of its own; this matter waits for it."""

from datetime import datetime
from uuid import UUID

from xiangli.matters.acts.perform import Done, perform
from xiangli.parties.reads.actor import Actor


def open_child(
    *,
    matter: UUID,
    owner: str,
    item: str,
    text: str,
    by: Actor,
    at: datetime,
    request: UUID,
    expected: int | None = None,
) -> Done:
    """Its id stands in the entry as ``into``. Its asker, whoever handles this matter, rates it. Errors: ``matters.errors``."""
    data = {"owner": owner, "item": item, "text": text}
    return perform(matter=matter, verb="open_child", data=data, by=by, at=at, request=request, expected=expected)
