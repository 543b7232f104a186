"""Reopen: an ended matter goes on because it is not solved or new facts came."""

from datetime import datetime
from uuid import UUID

from xiangli.matters.acts.perform import Done, perform
from xiangli.parties.reads.actor import Actor


def reopen(
    *, matter: UUID, by: Actor, at: datetime, request: UUID,
    solved: str = "", new_facts: str = "", expected: int | None = None,
) -> Done:  # fmt: skip
    """Refused unless ``solved`` is "no" (the reporter's word) or ``new_facts`` says something. Errors: ``matters.errors``."""
    data = {"solved": solved, "new_facts": new_facts}
    return perform(matter=matter, verb="reopen", data=data, by=by, at=at, request=request, expected=expected)
