"""Who may open a page: every view says ``@public`` or ``@needs(act, …)``; a test walks all routes and finds one on each.

Whether she may touch *this* matter is decided again by the act or read behind the view (``parties.reads.may``).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.may import ACTS, may, over, term_over
from xiangli.web.middleware.actor import WORN

COUNTY = 6
"""Digits of a county's code: a post with a shorter one covers several."""
View = Callable[..., HttpResponse]
HOMES = (
    ("administer", "/staff/"), ("secure", "/security/"), ("audit", "/audit/"), ("handle", "/desk/"), ("sort", "/desk/"),
    ("oversee", "/oversight/"), ("households", "/households/"), ("places", "/areas/"),
)  # fmt: skip
"""The first act of a person's posts decides on which page she begins."""


def public(view: View) -> View:
    """Marks a view that anybody may open; it must show nothing that a resident may not see."""
    view.access = "public"  # type: ignore[attr-defined]
    return view


def needs(*acts: str) -> Callable[[View], View]:
    """Opens a view to a post with any of ``acts``; others are sent to sign in, or told whose page it is (403)."""
    assert all(act in ACTS for act in acts), acts

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            actor = acting(request)
            if words := term_ended(request, actor):
                raise PermissionDenied(words)
            if actor.first and not request.path.startswith(actor.first):
                return redirect(actor.first)
            if any(may(actor, act) for act in acts):
                return view(request, *args, **kwargs)
            if any(act in actor.withheld for act in acts):
                return redirect(f"/me/second-factor/?{urlencode({'next': request.path})}")
            words = next((said for act in acts if (said := term_over(actor, act))), "")
            raise PermissionDenied(words or _("您的岗位没有这个权限。如果工作需要，请找本单位管理员。"))

        guarded.access = acts  # type: ignore[attr-defined]
        return guarded

    return mark


def term_ended(request: HttpRequest, actor: Actor) -> str:
    """Plain words when she works as a stand-in whose term is over: what she sent is not done, and she is herself again."""
    worn = request.session.get(WORN, "")
    if not worn or actor.worn == worn:
        return ""
    del request.session[WORN]
    ended = next((hat for hat in actor.lapsed if hat.key == worn), None)
    return over(ended) if ended else ""


def acting(request: HttpRequest) -> Actor:
    """Who acts in this request (set by ``web.middleware.actor``)."""
    found: Actor = request.actor  # type: ignore[attr-defined]
    return found


def home(actor: Actor) -> str:
    """The page that is this person's work: a leader's day, a county's board, an office's line, a township's desk."""
    if may(actor, "instruct"):
        return "/leader/"
    if may(actor, "sort"):
        return "/desk/board/" if coordinates(actor) else "/desk/"
    if may(actor, "handle"):
        return "/desk/line/" if any(len(place) <= COUNTY for hat in actor.hats for place in hat.places) else "/desk/"
    for act, page in HOMES:
        if may(actor, act) or act in actor.withheld:
            return page
    return "/me/" if actor.hats else "/"


def coordinates(actor: Actor) -> bool:
    """Whether she sorts for a whole county or more, so that townships and offices bring their quarrels to her."""
    return any("sort" in hat.acts and any(len(place) <= COUNTY for place in hat.places) for hat in actor.hats)
