"""Who may open a page: every view says ``@public`` or ``@needs(act, …)``; a test walks all routes and finds one on each.

Whether she may touch *this* matter is decided again by the act or read behind the view (``parties.reads.may``).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.may import ACTS, may

View = Callable[..., HttpResponse]


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
            if not any(may(acting(request), act) for act in acts):
                raise PermissionDenied(_("您的岗位没有这个权限。如果工作需要，请找本单位管理员。"))
            return view(request, *args, **kwargs)

        guarded.access = acts  # type: ignore[attr-defined]
        return guarded

    return mark


def acting(request: HttpRequest) -> Actor:
    """Who acts in this request (set by ``web.middleware.actor``)."""
    found: Actor = request.actor  # type: ignore[attr-defined]
    return found


def home(actor: Actor) -> str:
    """The page that is this person's work."""
    if may(actor, "handle") or may(actor, "sort"):
        return "/desk/"
    return "/oversight/" if may(actor, "oversee") else "/"
