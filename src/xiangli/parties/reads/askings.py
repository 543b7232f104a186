"""What waits for a second person: for whoever may look at it, and for whoever asked."""

from uuid import UUID

from xiangli.parties.errors import NotFound
from xiangli.parties.models import Asking
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.may import may


def waiting(*, actor: Actor, by: UUID | None = None) -> list[Asking]:
    """Those that wait, oldest first: with ``by`` what this person asked, else what ``actor`` may rule. One statement."""
    rows = Asking.objects.filter(ruled_at__isnull=True).select_related("person").order_by("asked_at")
    if by is not None:
        return list(rows.filter(asked_by=by)[:50])
    return [row for row in rows[:200] if rules(actor, row)]


def asking(*, actor: Actor, id: UUID) -> Asking:
    """One that ``actor`` may look at. Raises NotFound."""
    row = Asking.objects.filter(id=id).select_related("person__user").first()
    if row is None or not rules(actor, row):
        raise NotFound("没有这项申请，或者不归您审。")
    return row


def rules(actor: Actor, row: Asking) -> bool:
    """Whether it is hers to look at."""
    return may(actor, needed(row), place=row.county)


def needed(row: Asking) -> str:
    """The second person is the security person; for the security post itself the audit person."""
    return "audit" if "secure" in row.data.get("acts", ()) else "secure"
