"""What every page shares: large type, who acts for which office, and the doors of the navigation that are open to her."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from xiangli.parties.reads.actor import PUBLIC, Actor
from xiangli.parties.reads.may import may
from xiangli.web.kit.shapes import Link

LARGE_TYPE_COOKIE = "large_type"
COUNTY = 6
"""Digits of a county's code."""


def page(request: HttpRequest) -> dict[str, Any]:
    """Context of ``base.html``: ``large_type``, ``acting`` (None for residents), ``nav``."""
    actor: Actor = getattr(request, "actor", PUBLIC)
    return {
        "large_type": request.COOKIES.get(LARGE_TYPE_COOKIE) == "1",
        "acting": wearing(actor) if actor.hats else None,
        "nav": nav(actor, request.path),
        **languages(request),
    }


SPOKEN = {"zh-hans": ("zh-Hans", "简体"), "zh-hant": ("zh-Hant", "繁體"), "en": ("en", "English")}
"""Value of the switch → tag of the page's language (BCP 47), and the button's own word for it."""


def languages(request: HttpRequest) -> dict[str, Any]:
    """The page's language, and the switches to the others."""
    now = getattr(request, "LANGUAGE_CODE", "zh-hans")
    others = [{"value": value, "lang": lang, "name": name} for value, (lang, name) in SPOKEN.items() if value != now]
    return {"page_language": SPOKEN[now][0], "languages": others}


def wearing(actor: Actor) -> dict[str, Any]:
    """Whose name and which posts stand at the top: “甲 代 乙” where she works as a stand-in, how many where in several."""
    hat, name = actor.hats[0], actor.person_name or actor.name.partition("（")[0]
    several = _("%(n)s 个岗位一起用") % {"n": len(actor.hats)} if len(actor.hats) > 1 else hat.name
    who = f"{name} {_('代')} {hat.stands_for}" if hat.stands_for else name
    return {
        "office_name": hat.organisation, "who": f"{who} · {several}", "several": len(actor.hats) + len(actor.others) > 1,
    }  # fmt: skip


BOARD = ("/desk/quarrels/", "/desk/extensions/", "/desk/appeals/", "/desk/bulletin/")
"""Pages that stand behind the coordinator's board."""


def nav(actor: Actor, path: str) -> list[Link]:
    """The doors open to ``actor``; the one that leads to ``path`` is current (the longest that fits)."""
    asks = [("/report/", _("报一件事")), ("/follow/", _("查办到哪了")), ("/who/", _("找谁办"))]
    doors = [] if actor.hats else asks
    wide = any(len(place) <= COUNTY for hat in actor.hats for place in hat.places)
    if may(actor, "instruct"):
        doors.append(("/leader/", _("今天")))
    if may(actor, "sort") and wide:
        doors.append(("/desk/board/", _("统筹台")))
    elif may(actor, "handle") and wide:
        doors.append(("/desk/line/", _("本单位的工单")))
    if may(actor, "handle") or may(actor, "sort"):
        doors += [("/desk/", _("要办的事")), ("/desk/new/", _("记一件事"))]
    if may(actor, "sort"):
        doors.append(("/desk/sort/", _("人工分办")))
    if may(actor, "import"):
        doors.append(("/desk/import/", _("成批导入")))
    if may(actor, "handle") and wide:
        doors.append(("/draws/", _("抽签")))
    if may(actor, "oversee"):
        doors.append(("/oversight/", _("监督")))
    for act, href, label in (
        ("places", "/areas/", _("地方")), ("households", "/households/", _("户")), ("administer", "/staff/", _("人员")), ("secure", "/security/", _("安全")),
        ("audit", "/audit/", _("审计")),
    ):  # fmt: skip
        if may(actor, act) or act in actor.withheld:
            doors.append((href, label))
    behind = "/desk/board/" if path.startswith(BOARD) else path
    here = max((href for href, label in doors if behind.startswith(href)), key=len, default="")
    return [Link(href, label, current=href == here) for href, label in doors]
