"""The replies kept as knowledge in the actor's counties."""

from datetime import date

from xiangli.parties.reads.actor import Actor
from xiangli.replies.models import Reply


def kept(*, actor: Actor, topic: str = "", limit: int = 100) -> list[Reply]:
    """Those in use, the first to expire first, expired ones with them. One statement."""
    counties = sorted({place[:6] for hat in actor.hats for place in hat.places})
    rows = Reply.objects.filter(county__in=counties, gone_at__isnull=True)
    return list((rows.filter(topic=topic) if topic else rows).order_by("until", "id")[:limit])


def expired(row: Reply, on: date) -> bool:
    """Whether it must be looked at again before it drafts anything."""
    return row.until < on
