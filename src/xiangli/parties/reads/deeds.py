"""The log of administrators' acts: for the audit person, page by page, and about one person."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from xiangli.parties.models import Deed
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.staff import places_of, under

VERBS = {
    "staff_in": "入职", "post_added": "加岗", "staff_moved": "调动", "staff_out": "离职", "staff_sheet": "人员表",
    "office_founded": "设单位", "reset_password": "重设密码", "drop_second_factor": "去掉第二道验证", "unlocked": "解锁",
    "strong_granted": "同意强权限", "strong_refused": "不同意强权限", "stand_in_set": "代班", "duty_set": "值班",
    "stand_in_ended": "代班提前结束",
}  # fmt: skip
"""Acts on staff and rights; those on households are their village's, not the audit person's."""
KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "staff": ("人员", ("staff_in", "post_added", "staff_moved", "staff_out", "staff_sheet", "office_founded")),
    "account": ("账号", ("reset_password", "drop_second_factor", "unlocked")),
    "strong": ("强权限", ("strong_granted", "strong_refused")),
    "stand_in": ("代班、值班", ("stand_in_set", "duty_set", "stand_in_ended")),
}
PAGE = 50


def deeds(*, actor: Actor, kind: str = "", before: tuple[datetime, UUID] | None = None) -> tuple[list[Deed], bool]:
    """Newest first at the places ``actor`` audits, and whether more follow; ``before``: moment and id of the last seen. One statement; nothing for anybody else."""
    where = under([place[:6] for place in places_of(actor, "audit")], "county")
    if where is None:
        return [], False
    rows = Deed.objects.filter(where, verb__in=KINDS[kind][1] if kind in KINDS else list(VERBS))
    if before is not None:
        rows = rows.filter(Q(at__lt=before[0]) | Q(at=before[0], id__lt=before[1]))
    found = list(rows.order_by("-at", "-id")[: PAGE + 1])
    return found[:PAGE], len(found) > PAGE


def deeds_about(*, subject: UUID, verbs: Sequence[str] = tuple(VERBS)) -> list[Deed]:
    """What was done about one person or household, newest first."""
    return list(Deed.objects.filter(subject=subject, verb__in=verbs).order_by("-at")[:100])
