"""What is past its time, nearest to the limit's end last passed first; a list to help with, not a table of offices."""

from datetime import datetime

from xiangli.matters.models import Matter
from xiangli.matters.reads.scope import scope
from xiangli.parties.reads.actor import Actor


def late(*, actor: Actor, at: datetime, limit: int = 50) -> list[Matter]:
    """Open matters past due where ``actor`` oversees, longest waiting first; not those that wait for their reporter."""
    seen = scope(actor, "oversee")
    if seen is None:
        return []
    rows = Matter.objects.filter(seen, ended_at__isnull=True, due_at__lte=at).exclude(step="answered")
    return list(rows.order_by("due_at", "id")[:limit])
