"""Answer: what was done, in words for the reporter, who then says solved or not."""

from datetime import datetime
from uuid import UUID

from xiangli.matters.acts.perform import Done, perform
from xiangli.parties.reads.actor import Actor


def answer(*, matter: UUID, answer: str, by: Actor, at: datetime, request: UUID, expected: int | None = None) -> Done:
    """The office's clock stops; the reporter's right to rate begins. Errors: ``matters.errors``."""
    data = {"answer": answer}
    return perform(matter=matter, verb="answer", data=data, by=by, at=at, request=request, expected=expected)
