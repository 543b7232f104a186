"""Find a matter as people ask for it: by its number or its end, a word of its title, or the phone number that was left."""

import re

from django.db.models import Q

from xiangli.matters.models import Matter, Report
from xiangli.matters.reads.scope import scope
from xiangli.parties.reads.actor import Actor
from xiangli.vault.reads.by_phone import records_of

PHONE = re.compile(r"^[0-9 +\-]{7,20}$")


def find(*, actor: Actor, words: str, limit: int = 25) -> list[Matter]:
    """Matters that ``actor`` sees, ended ones too, newest first. A phone number is compared sealed: nothing is opened.

    Two or three statements; nothing for fewer than two signs.
    """
    seen, asked = scope(actor, "handle", "sort"), words.strip()[:60]
    if seen is None or len(asked) < 2:
        return []
    wanted = Q(number__iendswith=asked) | Q(title__contains=asked)
    if PHONE.match(asked):
        told = Report.objects.filter(reporter__in=records_of(phone=asked)).values_list("matter", flat=True)
        wanted |= Q(id__in=list(told[: limit * 4]))
    return list(Matter.objects.filter(seen).filter(wanted).order_by("-opened_at", "id")[:limit])
