"""What a caller told before: matters by the phone number that was left, compared sealed; nothing is opened."""

import re

from xiangli.matters.models import Matter, Report
from xiangli.matters.reads.scope import scope
from xiangli.parties.reads.actor import Actor
from xiangli.vault.reads.by_phone import records_of

PHONE = re.compile(r"^[0-9 +\-]{7,20}$")


def by_caller(*, actor: Actor, phone: str, limit: int = 10) -> list[Matter]:
    """The newest first, open or ended, as far as ``actor`` sees them. Three statements; none for what is no number."""
    seen = scope(actor, "handle", "sort")
    if seen is None or not PHONE.match(phone.strip()):
        return []
    told = Report.objects.filter(reporter__in=records_of(phone=phone.strip())).values_list("matter", flat=True)
    return list(Matter.objects.filter(seen, id__in=list(told[: limit * 4])).order_by("-opened_at", "id")[:limit])
