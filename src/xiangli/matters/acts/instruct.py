"""Instruct: a leader's line 批示, typed or photographed, hung on the matter. Nothing moves but people."""

from datetime import datetime
from uuid import UUID

from xiangli.matters.acts.perform import Done, perform
from xiangli.parties.reads.actor import Actor


def instruct(
    *,
    matter: UUID,
    by: Actor,
    at: datetime,
    request: UUID,
    line: str = "",
    photo: str = "",
    expected: int | None = None,
) -> Done:
    """``line`` or ``photo`` (the id of a document) or both. The owner is told. Errors: ``matters.errors``."""
    data = {"line": line, "photo": photo}
    return perform(matter=matter, verb="instruct", data=data, by=by, at=at, request=request, expected=expected)
