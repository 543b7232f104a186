"""Side by side: what joining was not sure of. One tap says one event or two; a slip is taken back."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiangli.faces import errors
from xiangli.faces.access import acting, needs
from xiangli.faces.words import Names
from xiangli.intake.acts.judge import CHOICES, NoSuchPair, judge
from xiangli.intake.reads.pairs import Beside, Side, judged, waiting
from xiangli.matters.errors import ActError, Forbidden
from xiangli.proof.ids import uuid7
from xiangli.web.kit.tags import when

LATELY = timedelta(days=2)


@needs("sort")
def beside(request: HttpRequest) -> HttpResponse:
    """The pairs that wait, and those judged in the last two days."""
    actor, now = acting(request), timezone.now()
    open_, done = waiting(actor=actor), judged(actor=actor, since=now - LATELY)
    sides = [side for pair in (*open_, *done) for side in (pair.older, pair.newer)]
    called = Names([side.report.place for side in sides], [side.matter.owner or "" for side in sides])
    context = {
        "pairs": [drawn(one, called, now) for one in open_],
        "done": [drawn(one, called, now) for one in done],
    }
    return render(request, "faces/beside.html", context)


def drawn(one: Beside, called: Names, now: datetime) -> dict[str, Any]:
    """A pair as shown: both texts, where, when, whose."""
    far = abs(one.newer.report.received_at - one.older.report.received_at)
    older, newer = side(_("先来的"), one.older, called), side(_("后来的"), one.newer, called)
    return {
        "id": one.pair.id,
        "request_id": uuid7(),
        "said": _("像同一件事 %(n)s%%，前后差 %(days)s 天") % {"n": one.pair.percent, "days": far.days}
        if far.days
        else _("像同一件事 %(n)s%%，一天之内先后来的") % {"n": one.pair.percent},
        "joined": one.pair.decided == "one",
        "older": older,
        "newer": newer,
        "sides": [older, newer],
    }


def side(label: str, one: Side, called: Names) -> dict[str, Any]:
    """One of the two."""
    return {
        "label": label,
        "href": f"/desk/matter/{one.matter.id}/",
        "title": one.report.title,
        "words": one.report.text or one.report.title,
        "pairs": [
            (_("地方"), called.place(one.report.place)),
            (_("收到"), when(one.report.received_at)),
            (_("承办"), called.office(one.matter.owner)),
            (_("几人反映"), one.matter.reports),
        ],
    }


@require_POST
@needs("sort")
def decide(request: HttpRequest, id: UUID) -> HttpResponse:
    """One event, two, or not decided after all."""
    choice = request.POST.get("choice", "-")
    try:
        once = UUID(request.POST.get("request_id", ""))
    except ValueError:
        raise Http404 from None
    if choice not in CHOICES:
        raise Http404
    try:
        judge(pair=id, choice=choice, by=acting(request), at=timezone.now(), request=once)
    except Forbidden as wrong:
        raise PermissionDenied(str(wrong)) from wrong
    except NoSuchPair as none:
        raise Http404 from none
    except ActError as wrong:
        return errors.conflict(request, str(wrong), "/desk/beside/")
    return redirect("desk-beside")
