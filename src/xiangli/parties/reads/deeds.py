"""The log of administrators' acts: for the audit person, page by page, and about one person."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from xiangli.parties.models import Deed
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.staff import places_of, under

KINDS = {
    "staff": ("staff_in", "post_added", "staff_moved", "staff_out", "staff_sheet", "office_founded"),
    "account": ("reset_password", "drop_second_factor", "unlocked"),
    "strong": ("strong_granted", "strong_refused", "token_given", "token_ended"),
    "notices": ("choose_way", "end_way", "set_gateway", "retry_notices"),
    "stand_in": ("stand_in_set", "duty_set", "stand_in_ended"),
}
VERBS = tuple(verb for verbs in KINDS.values() for verb in verbs)
"""Acts on staff and rights; those on households are their village's, not the audit person's."""
PAGE = 50


def deeds(*, actor: Actor, kind: str = "", before: tuple[datetime, UUID] | None = None) -> tuple[list[Deed], bool]:
    """Newest first at the places ``actor`` audits, and whether more follow; ``before``: moment and id of the last seen. One statement; nothing for anybody else."""
    where = under([place[:6] for place in places_of(actor, "audit")], "county")
    if where is None:
        return [], False
    rows = Deed.objects.filter(where, verb__in=KINDS.get(kind, VERBS))
    if before is not None:
        rows = rows.filter(Q(at__lt=before[0]) | Q(at=before[0], id__lt=before[1]))
    found = list(rows.order_by("-at", "-id")[: PAGE + 1])
    return found[:PAGE], len(found) > PAGE


def deeds_about(*, subject: UUID, verbs: Sequence[str] = VERBS) -> list[Deed]:
    """What was done about one person or household, newest first."""
    return list(Deed.objects.filter(subject=subject, verb__in=verbs).order_by("-at")[:100])
