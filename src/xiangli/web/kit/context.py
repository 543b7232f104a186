"""What every page shares: large type, who acts for which office, and the doors of the navigation that are open to her."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from xiangli.parties.reads.actor import PUBLIC, Actor
from xiangli.parties.reads.may import may
from xiangli.web.kit.shapes import Link

LARGE_TYPE_COOKIE = "large_type"


def page(request: HttpRequest) -> dict[str, Any]:
    """Context of ``base.html``: ``large_type``, ``acting`` (None for residents), ``nav``."""
    actor: Actor = getattr(request, "actor", PUBLIC)
    return {
        "large_type": request.COOKIES.get(LARGE_TYPE_COOKIE) == "1",
        "acting": {
            "office_name": actor.hats[0].organisation,
            "who": f"{actor.name.partition('（')[0]} · {actor.hats[0].name}",
        }
        if actor.hats
        else None,
        "nav": nav(actor, request.path),
    }


def nav(actor: Actor, path: str) -> list[Link]:
    """The doors open to ``actor``; the one that leads to ``path`` is current (the longest that fits)."""
    doors = [] if actor.hats else [("/report/", _("报一件事")), ("/follow/", _("查办到哪了"))]
    if may(actor, "handle") or may(actor, "sort"):
        doors = [("/desk/", _("要办的事")), ("/desk/new/", _("记一件事"))]
    if may(actor, "sort"):
        doors.append(("/desk/sort/", _("人工分办")))
    if may(actor, "import"):
        doors.append(("/desk/import/", _("成批导入")))
    if may(actor, "oversee"):
        doors.append(("/oversight/", _("监督")))
    here = max((href for href, label in doors if path.startswith(href)), key=len, default="")
    return [Link(href, label, current=href == here) for href, label in doors]
