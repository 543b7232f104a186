"""Undo: take back one's own last act within minutes, by an entry that says so; nothing is deleted.

For a slip of the finger: no question "are you sure" is asked before an act. What has gone out of the house or opened
another matter is not taken back so, nor is anything after somebody else has acted.
"""

from datetime import datetime, timedelta
from uuid import UUID

from xiangli.matters.acts.perform import Done, perform
from xiangli.matters.errors import ActError
from xiangli.matters.models import Entry
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.signature import signatures

WITHIN = timedelta(minutes=10)
TAKEN_BACK = (
    "assign", "accept", "transfer", "return", "mend", "end", "share", "assist", "push", "pause", "resume", "extend_ask",
    "extend_grant", "extend_refuse", "dispute", "appeal",
)  # fmt: skip
"""An answer, a ruling, an instruction and the reporter's own words stand; they are followed by another act, not undone."""


class NotToUndo(ActError):
    """There is nothing of this actor's to take back."""

    status = 409

    def __init__(self) -> None:
        super().__init__("只能撤回自己刚做的最后一步（十分钟内，而且后面没有人再办）。")


def undoable(last: Entry, *, by: Actor, at: datetime) -> bool:
    """Whether ``by`` may take back ``last``, the newest entry of its matter, at the moment ``at``."""
    return last.verb in TAKEN_BACK and last.actor in signatures(by) and timedelta() <= at - last.at <= WITHIN


def undo(*, matter: UUID, by: Actor, at: datetime, request: UUID, expected: int | None = None) -> Done:
    """The matter stands as before the act; both entries stay. Raises NotToUndo and the errors of ``perform``."""
    known = Entry.objects.filter(matter=matter, request=request, verb="undo").first()
    last = Entry.objects.filter(matter=matter).order_by("-seq").first()
    if known is not None:
        data = known.data
    elif last is None or not undoable(last, by=by, at=at):
        raise NotToUndo
    else:
        data = {"entry": str(last.id), "verb": last.verb}
        expected = last.seq if expected is None else expected
    return perform(matter=matter, verb="undo", data=data, by=by, at=at, request=request, expected=expected)
