"""One act on several matters: each is an entry of its own, and what was refused is told row by row."""

from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiangli.faces import errors
from xiangli.faces.access import acting, needs
from xiangli.faces.act_form import offices
from xiangli.faces.matter import look
from xiangli.law.language import NotAllowed
from xiangli.matters.acts.perform import perform
from xiangli.matters.acts.undo import undo as take_back
from xiangli.matters.errors import ActError, Forbidden, Refused
from xiangli.matters.models import Matter, Report
from xiangli.matters.reads.first_reports import first_reports
from xiangli.matters.words import VERBS
from xiangli.proof.ids import uuid7

MOST = 50
"""Rows of one bulk act; a page of the list holds fewer."""


@require_POST
@needs("handle", "sort")
def bulk(request: HttpRequest) -> HttpResponse:
    """Accept, assign as the list proposes, or push: the same act on every row that was ticked."""
    verb, once = request.POST.get("verb", ""), request_id(request)
    if verb not in ("accept", "assign", "push"):
        raise Http404(verb)
    rows = ticked(request)
    told = first_reports(matters=[row.id for row, _seq in rows]) if verb == "assign" else {}
    done: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = []
    for row, seq in rows:
        shown = {"id": row.id, "title": row.title, "href": f"/desk/matter/{row.id}/"}
        try:
            data = given(verb, row, told.get(row.id))
            made = perform(matter=row.id, verb=verb, data=data, by=acting(request), at=timezone.now(),
                           request=uuid5(once, str(row.id)), expected=seq)  # fmt: skip
            done.append({**shown, "said": VERBS[verb], "undo": uuid7(), "seq": made.matter.seq})
        except Refused as wrong:
            refused.append({**shown, "why": f"{wrong}（{wrong.cites}）"})
        except (ActError, NotAllowed) as wrong:
            refused.append({**shown, "why": str(wrong)})
    context = {
        "title": _("%(verb)s：办好 %(done)s 件，没有办成 %(refused)s 件")
        % {"verb": VERBS[verb], "done": len(done), "refused": len(refused)},
        "done": done, "refused": refused, "none": not rows, "back": back(request),
    }  # fmt: skip
    return render(request, "faces/bulk.html", context, status=200 if done or not rows else 422)


def ticked(request: HttpRequest) -> list[tuple[Matter, int]]:
    """The rows that were ticked with the turn each stood at when it was; unreadable ones are left out."""
    seen: dict[UUID, int] = {}
    for value in request.POST.getlist("row")[:MOST]:
        one, _sep, seq = value.partition(":")
        try:
            seen[UUID(one)] = int(seq)
        except ValueError:
            continue
    rows = Matter.objects.in_bulk(list(seen))
    return [(rows[id], seq) for id, seq in seen.items() if id in rows]


def given(verb: str, row: Matter, report: Report | None) -> dict[str, Any]:
    """What the act needs: for assigning, the lawful owner proposed when the matter came in. Raises ActError without one."""
    if verb == "push":
        return {"note": _("请按期办理。")}
    if verb != "assign":
        return {}
    route = (report.proposal or {}).get("route", {}) if report else {}
    first = next((one for one in offices(route.get("topic", ""), row.place) if one.office == route.get("owner")), None)
    if first is None:
        raise ActError(_("系统没有提出承办单位，请打开这件事分派。"))
    return {"owner": first.office, "item": first.item}


@require_POST
@needs("handle", "sort")
def undo(request: HttpRequest, id: UUID) -> HttpResponse:
    """Take back one's own last act, while nobody has acted after it."""
    look(request, id)
    seen = request.POST.get("seen", "")
    try:
        take_back(matter=id, by=acting(request), at=timezone.now(), request=request_id(request),
                  expected=int(seen) if seen.isdigit() else None)  # fmt: skip
    except Forbidden as wrong:
        raise PermissionDenied(str(wrong)) from wrong
    except ActError as wrong:
        return errors.conflict(request, str(wrong), f"/desk/matter/{id}/")
    return redirect(back(request))


def request_id(request: HttpRequest) -> UUID:
    """The client-made id of this submission; 404 for a form that carries none."""
    try:
        return UUID(request.POST.get("request_id", ""))
    except ValueError:
        raise Http404 from None


def back(request: HttpRequest) -> str:
    """The list one came from."""
    came = request.POST.get("back", "")
    lists = ("/desk/", "/county/", "/coordinator/")
    safe = came.startswith(lists) and url_has_allowed_host_and_scheme(came, allowed_hosts={request.get_host()})
    return came if safe else "/desk/"
