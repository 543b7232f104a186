"""The desk of a township or an office: one inbox over all ways in, by nearest clock, narrowed, searched, kept, taken out."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangli.faces.access import acting, needs
from xiangli.faces.doors import doors
from xiangli.faces.listing import SHEET_ROWS, cards, cursor, kept, later, link, sheet
from xiangli.faces.narrowing import narrowed
from xiangli.matters.reads.inbox import STATES, Inbox, inbox
from xiangli.matters.reads.narrow import Narrow
from xiangli.matters.reads.search import search
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.may import may
from xiangli.parties.reads.saved_views import saved_views
from xiangli.proof.ids import uuid7
from xiangli.web.kit import xlsx
from xiangli.web.kit.shapes import Link

PAGE = "desk"


@needs("handle", "sort")
def desk(request: HttpRequest) -> HttpResponse:
    """The inbox; with words a search over all one may see, ended matters too."""
    actor, now = acting(request), timezone.now()
    form, narrow = narrowed(actor, request.GET)
    context: dict[str, Any] = {
        "asked": narrow.words, "form": form, "narrowed": narrow.filtered, "earlier": "", "said": "", "once": uuid7(),
        "views": views(request, actor), "sheet": link(**kept(request, "after", "as"), **{"as": "xlsx"}),
        "query": request.GET.urlencode(), "doors": doors(actor), "sorts": may(actor, "sort"),
    }  # fmt: skip
    if narrow.words:
        return found(request, actor, now, narrow, context)
    state = request.GET.get("state", "all")
    state = state if state in STATES else "all"
    if request.GET.get("as") == "xlsx":
        whole = inbox(actor=actor, at=now, state=state, narrow=narrow, limit=SHEET_ROWS)
        return xlsx.answer(sheet(whole.rows, _("要办的事"), now), _("要办的事"))
    page = inbox(actor=actor, at=now, state=state, after=cursor(request), narrow=narrow)
    context |= {
        "links": states(request, page, state),
        "cards": cards(page.rows, now, picks=True),
        "earlier": link(**kept(request, "after")) if cursor(request) else "",
        "later": later(page.rows, page.more, "due_at", kept(request, "after")),
        "to_sort": may(actor, "sort") and page.counts["sort"],
        "sort_label": _("人工分办 %(n)s 件") % {"n": page.counts["sort"]},
    }
    return render(request, "faces/desk.html", context)


def found(request: HttpRequest, actor: Actor, now: datetime, narrow: Narrow, context: dict[str, Any]) -> HttpResponse:
    """What a search found, newest first."""
    if request.GET.get("as") == "xlsx":
        rows = search(actor=actor, at=now, narrow=narrow, limit=SHEET_ROWS).rows
        return xlsx.answer(sheet(rows, _("查找结果"), now), _("查找结果"))
    page = search(actor=actor, at=now, narrow=narrow, after=cursor(request))
    context |= {
        "cards": cards(page.rows, now, picks=True),
        "askable": page.askable,
        "earlier": link(**kept(request, "after")) if cursor(request) else "",
        "later": later(page.rows, page.more, "opened_at", kept(request, "after")),
    }
    return render(request, "faces/desk.html", context)


def states(request: HttpRequest, page: Inbox, state: str) -> list[Link]:
    """The states as filters with their counts; what else was narrowed stays."""
    labels = {
        "all": _("全部"), "mine": _("归本单位"), "late": _("已超期"), "near": _("一天内到期"), "sort": _("待分办"),
        "assigned": _("待签收"), "handling": _("办理中"), "disputed": _("归属有异议"), "answered": _("等评价"),
    }  # fmt: skip
    rest = kept(request, "after", "state")
    return [Link(link(**rest, state=name), labels[name], page.counts[name], name == state) for name in STATES]


def views(request: HttpRequest, actor: Actor) -> list[dict[str, Any]]:
    """Her own views of this list; the one that is open is current."""
    now = request.GET.urlencode()
    return [
        {"id": one.id, "name": one.name, "href": f"/desk/?{one.query}", "current": one.query == now}
        for one in saved_views(person=actor.person, page=PAGE)
    ]
