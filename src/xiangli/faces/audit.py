"""The audit administrator's home: what administrators did, newest first. She reads; whoever runs the system cannot be her."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from xiangli.faces.access import acting, needs
from xiangli.parties.reads.askings import waiting
from xiangli.parties.reads.deeds import VERBS, deeds
from xiangli.proof.ids import uuid7
from xiangli.web.kit.shapes import Column, Link, Table
from xiangli.web.kit.tags import when


@needs("audit")
def audit(request: HttpRequest) -> HttpResponse:
    """The log, by kind of act, page by page."""
    actor, verb = acting(request), request.GET.get("verb", "")
    verb = verb if verb in VERBS else ""
    before = moment(request.GET.get("before", ""))
    rows, more = deeds(actor=actor, verb=verb, before=before)
    context = {
        "askings": [(one, uuid7()) for one in waiting(actor=actor)],
        "links": [Link("?", _("全部"), current=not verb), *(Link(f"?verb={one}", said, current=one == verb) for one, said in VERBS.items())],
        "table": Table(
            _("管理员做过的事"),
            [Column(_("时间")), Column(_("谁")), Column(_("做了什么"))],
            [[when(one.at), one.actor, one.said] for one in rows],
        ),
        "earlier": f"?verb={verb}" if before else "",
        "later": f"?verb={verb}&before={rows[-1].at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}" if more else "",
        "said": "",
    }  # fmt: skip
    return render(request, "faces/audit.html", context)


def moment(text: str) -> datetime | None:
    """The instant (UTC) before which to go on; anything unreadable counts as the first page."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None
    except ValueError:
        return None
