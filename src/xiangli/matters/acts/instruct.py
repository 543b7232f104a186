"""Instruct: a leader's line 批示, typed or photographed, hung on the matter by her or by the desk. Nothing moves but people."""

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
    whose: str = "",
    expected: int | None = None,
) -> Done:
    """``line`` or ``photo`` (the id of a document) or both; ``whose`` names the leader when the desk hangs her paper.

    The owner is told. Errors: ``matters.errors``.
    """
    data = {"line": line, "photo": photo, "whose": whose}
    return perform(matter=matter, verb="instruct", data=data, by=by, at=at, request=request, expected=expected)
