"""Answers published for everybody: the shelf of a county, one page each; and the reporter's own yes or no."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from xiangli.faces.access import public
from xiangli.faces.follow import by_code, page
from xiangli.faces.me import uuid_of
from xiangli.faces.publication import took
from xiangli.matters.names import Names
from xiangli.matters.reads.followed import Followed
from xiangli.publication.acts.agree import agree, withdraw
from xiangli.publication.errors import Refused
from xiangli.publication.reads.state import one as one_publication
from xiangli.publication.reads.state import open_counties, published
from xiangli.web.kit.shapes import Link

NO_COPIES = "noarchive"
"""Search engines may find it and keep no copy of their own: taken off here is taken off."""


@public
@never_cache
def shelf(request: HttpRequest) -> HttpResponse:
    """What a county has published, newest first."""
    counties = open_counties()
    asked = request.GET.get("county", "")
    county = asked if asked in counties else (counties[0] if counties else "")
    number = request.GET.get("page", "1")
    at = max(1, int(number)) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    rows, more = published(county=county, page=at) if county else ([], False)
    called = Names([*counties, *(row.place for row in rows)], [row.office for row in rows])
    context = {
        "county": called.place(county) if county else "",
        "counties": [Link(f"?county={code}", called.place(code)) for code in counties if code != county],
        "rows": [(row, called.place(row.place), called.office(row.office), took(row.days)) for row in rows],
        "older": f"?county={county}&page={at + 1}" if more else "",
        "newer": f"?county={county}&page={at - 1}" if at > 1 else "",
    }
    return _uncopied(render(request, "faces/published.html", context))


@public
@never_cache
def one(request: HttpRequest, id: UUID) -> HttpResponse:
    """One answer; 410 in plain words once it was taken off."""
    row, open_now = one_publication(id=id)
    if row is None or (not open_now and row.published_at is None):
        raise Http404
    if not open_now:
        return _uncopied(render(request, "faces/published_gone.html", {}, status=410))
    called = Names([row.place], [row.office])
    pairs = [
        (_("地方"), called.place(row.place)), (_("谁办的"), called.office(row.office)), (_("用了多久"), took(row.days)),
        (_("公开时间"), row.published_at),
    ]  # fmt: skip
    return _uncopied(render(request, "faces/published_one.html", {"row": row, "pairs": pairs}))


@require_POST
@by_code
def consent(request: HttpRequest, code: str, found: Followed) -> HttpResponse:
    """Yes to the text she read, or no more; by the holder of the follow code alone."""
    once, now = uuid_of(request.POST.get("request_id", "")), timezone.now()
    try:
        if request.POST.get("publish") == "yes":
            text = request.POST.get("text", "")[:80]
            agree(report=found.report, whole=found.whole, text=text, request=once, at=now)
        else:
            withdraw(report=found.report, request=once, at=now)
    except Refused as wrong:
        return page(request, code, found, status=422, publish_wrong=str(wrong))
    return redirect(f"{reverse('following', args=[code])}#publish")


def _uncopied(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = NO_COPIES
    return response
