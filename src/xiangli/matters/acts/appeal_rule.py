"""Rule on an appeal: two people, one after the other; it is left out only when both say so."""

from datetime import datetime
from uuid import UUID

from xiangli.matters.acts.perform import Done, perform
from xiangli.parties.reads.actor import Actor


def appeal_rule(
    *, matter: UUID, exclude: bool, ground: str, by: Actor, at: datetime, request: UUID, expected: int | None = None
) -> Done:
    """The second must be another person than the first. Errors: ``matters.errors``."""
    data = {"exclude": "yes" if exclude else "no", "ground": ground}
    return perform(matter=matter, verb="appeal_rule", data=data, by=by, at=at, request=request, expected=expected)
