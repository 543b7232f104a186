"""The audit administrator's home: what administrators did, newest first. She reads; whoever runs the system cannot be her."""

from datetime import UTC, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from xiangli.faces.access import acting, needs
from xiangli.faces.rights import KINDS
from xiangli.parties.reads.askings import waiting
from xiangli.parties.reads.deeds import deeds
from xiangli.proof.ids import uuid7
from xiangli.web.kit.shapes import Column, Link, Table
from xiangli.web.kit.tags import when


@needs("audit")
def audit(request: HttpRequest) -> HttpResponse:
    """The log, by kind of act, page by page."""
    actor, kind = acting(request), request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    before = moment(request.GET.get("before", ""))
    rows, more = deeds(actor=actor, kind=kind, before=before)
    context = {
        "askings": [(one, uuid7()) for one in waiting(actor=actor)],
        "links": [
            Link("?", _("全部"), current=not kind),
            *(Link(f"?kind={one}", str(said), current=one == kind) for one, said in KINDS.items()),
        ],
        "table": Table(
            _("管理员做过的事"),
            [Column(_("时间")), Column(_("谁")), Column(_("做了什么"))],
            [[when(one.at), one.actor, one.said] for one in rows],
        ),
        "earlier": f"?kind={kind}" if before else "",
        "later": f"?kind={kind}&before={rows[-1].at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}_{rows[-1].id}" if more else "",
        "said": "",
    }  # fmt: skip
    return render(request, "faces/audit.html", context)


def moment(text: str) -> tuple[datetime, UUID] | None:
    """The last row of the page before; anything unreadable counts as the first page."""
    at, _sep, last = text.partition("_")
    try:
        return datetime.fromisoformat(at).replace(tzinfo=UTC), UUID(last)
    except ValueError:
        return None
