"""What people corrected of the platform's proposals: counts and the commonest confusions. It counts the platform, never staff."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from xiangli.faces.access import acting, needs
from xiangli.intake.reads.corrections import counted
from xiangli.lists.edition import topics
from xiangli.lists.lines import LINES
from xiangli.web.kit.shapes import Column, Table

SPAN = timedelta(days=90)


@needs("sort", "oversee", "administer")
def corrections(request: HttpRequest) -> HttpResponse:
    """The last ninety days of the actor's counties."""
    found = counted(actor=acting(request), since=timezone.now() - SPAN)
    names = {"owner": _("该谁办"), "topic": _("是什么事"), "place": _("在哪里"), "join": _("是不是同一件")}
    kinds = Table(
        _("近九十天改过几次"),
        [Column(_("改的是")), Column(_("次数"), True)],
        [[names[k], n] for k, n in found.kinds.items()],
    )
    rows = [
        [names[one.kind], called(one.kind, one.proposed), called(one.kind, one.settled), one.times]
        for one in found.commonest
    ]
    common = Table(
        _("最常认错的"),
        [Column(_("改的是")), Column(_("系统提的")), Column(_("人定的")), Column(_("次数"), True)],
        rows,
    )
    return render(
        request, "faces/corrections.html", {"kinds": kinds, "common": common, "any": any(found.kinds.values())}
    )


def called(kind: str, value: str) -> str:
    """A line or a topic by its name."""
    if kind == "owner":
        return LINES.get(value, value)
    topic = topics().get(value)
    return (topic.en if get_language() == "en" else topic.zh) if topic else value
