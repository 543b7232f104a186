"""A county office's own page: its tickets by nearest clock, what it is asked to assist with, what came back."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangli.faces.access import acting, needs
from xiangli.faces.listing import cards, sheet
from xiangli.matters.models import Matter
from xiangli.matters.reads.line import Line, line
from xiangli.proof.ids import uuid7
from xiangli.web.kit import xlsx
from xiangli.web.kit.shapes import Figure

SOON = timedelta(days=3)


@needs("handle")
def tickets(request: HttpRequest) -> HttpResponse:
    """Overdue and due today first, then three days, then the rest; each group says how many."""
    actor, now = acting(request), timezone.now()
    found = line(actor=actor, at=now)
    if request.GET.get("as") == "xlsx":
        return xlsx.answer(sheet(found.rows, _("本单位的工单"), now), _("本单位的工单"))
    shapes = dict(zip([row.id for row in found.rows], cards(found.rows, now, picks=True), strict=True))
    groups = [
        {"id": name, "title": title, "cards": [shapes[row.id] for row in rows]}
        for name, title, rows in grouped(found, now)
        if rows
    ]
    context: dict[str, Any] = {
        "groups": groups, "once": uuid7(), "more": found.more,
        "figures": [
            Figure(_("待签收"), found.counts["assigned"], "/desk/?state=assigned"),
            Figure(_("办理中"), found.counts["handling"], "/desk/?state=handling"),
            Figure(_("已超期"), found.counts["late"], "/desk/?state=late", "late" if found.counts["late"] else ""),
            Figure(_("一天内到期"), found.counts["near"], "/desk/?state=near", "near" if found.counts["near"] else ""),
        ],
    }  # fmt: skip
    return render(request, "faces/line.html", context)


def grouped(found: Line, now: datetime) -> list[tuple[str, str, list[Matter]]]:
    """The rows under their headings, each row once."""
    mine = [row for row in found.rows if row.id not in found.assists]
    first = [row for row in mine if nearest(row) <= now + timedelta(days=1)]
    soon = [row for row in mine if now + timedelta(days=1) < nearest(row) <= now + SOON]
    rest = [row for row in mine if nearest(row) > now + SOON]
    return [
        ("now", _("今天要办（已到期和一天内）"), first), ("soon", _("三天内"), soon), ("rest", _("以后"), rest),
        ("assist", _("请本单位协办"), [row for row in found.rows if row.id in found.assists]),
    ]  # fmt: skip


def nearest(row: Matter) -> datetime:
    """The nearer of a matter's two clocks."""
    assert row.due_at is not None
    return min(row.due_at, row.outer_due) if row.outer_due else row.due_at
