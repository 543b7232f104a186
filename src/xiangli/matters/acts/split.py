"""Split: one telling held several things; one of them becomes a matter of its own, to be sorted."""

from datetime import datetime
from uuid import UUID

from xiangli.matters.acts.perform import Done, perform
from xiangli.parties.reads.actor import Actor


def split(*, matter: UUID, text: str, by: Actor, at: datetime, request: UUID, expected: int | None = None) -> Done:
    """``text`` says that thing; its id stands in the entry as ``into``. The same reporter is answered in both. Errors: ``matters.errors``."""
    data = {"text": text}
    return perform(matter=matter, verb="split", data=data, by=by, at=at, request=request, expected=expected)
