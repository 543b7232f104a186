"""Rule on a quarrel 裁定: whose it is, by which item and on what ground; kept as precedent."""

from datetime import datetime
from uuid import UUID

from xiangli.matters.acts.perform import Done, perform
from xiangli.parties.reads.actor import Actor


def rule(
    *,
    matter: UUID,
    owner: str,
    item: str,
    ground: str,
    by: Actor,
    at: datetime,
    request: UUID,
    expected: int | None = None,
) -> Done:
    """The office named may neither return nor dispute it again. Errors: ``matters.errors``."""
    data = {"owner": owner, "item": item, "ground": ground}
    return perform(matter=matter, verb="rule", data=data, by=by, at=at, request=request, expected=expected)
