"""Outer systems at the desk: what waits to be given back to each, its Excel, and what the double entry costs."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangli.bridge.acts.give_back import give_back
from xiangli.bridge.edition import Bridge, bridges
from xiangli.bridge.reads.answered import waiting, workbook
from xiangli.bridge.reads.burden import burden
from xiangli.faces.access import acting, needs
from xiangli.faces.forms import Once
from xiangli.faces.me import uuid_or_none
from xiangli.web.kit.shapes import Column, Link, Table
from xiangli.web.kit.tags import when

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Giving(Once):
    """That the Excel was put into the outer system."""


def known(system: str) -> Bridge:
    """The bridge, or 404."""
    if system not in bridges():
        raise Http404(system)
    return bridges()[system]


@needs("handle", "sort")
def systems(request: HttpRequest) -> HttpResponse:
    """All outer systems, with the minutes keyed this month and the months before."""
    now = timezone.localtime()
    first = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    actor = acting(request)
    this = {one.bridge.bridge: one for one in burden(actor=actor, since=first, until=now + timedelta(days=1))}
    year = burden(actor=actor, since=first.replace(month=1), until=now + timedelta(days=1))
    columns = [
        Column(_("外部系统")),
        Column(_("本月手录次数"), True),
        Column(_("本月分钟"), True),
        Column(_("今年手录次数"), True),
        Column(_("今年分钟"), True),
        Column(_("今年重填的格子"), True),
        Column(_("今年随表交回"), True),
    ]
    rows = [
        [
            Link(f"/desk/outer/{one.bridge.bridge}/", one.bridge.name.zh),
            this[one.bridge.bridge].by_hand, this[one.bridge.bridge].minutes,
            one.by_hand, one.minutes, one.fields, one.in_files,
        ]
        for one in year
    ]  # fmt: skip
    return render(request, "faces/outer.html", {"table": Table(_("重复录入的负担"), columns, rows)})


@needs("handle", "sort")
def tickets(request: HttpRequest, system: str) -> HttpResponse:
    """Tickets answered here and not given back; a POST says that the file was put in there."""
    bridge = known(system)
    found = waiting(actor=acting(request), bridge=bridge)
    if request.method == "POST":
        form = Giving(request.POST)
        if not form.is_valid():
            raise Http404
        told = {uuid_or_none(one) for one in request.POST.getlist("ticket")}
        mine = [one for one in found.answered if one.ticket.id in told]
        left = give_back(bridge=bridge, rows=mine, by=acting(request), at=timezone.now(), request=form.request_uuid)
        if left:
            said = _("这几件刚好有人在办，没有标上：%(which)s") % {"which": "、".join(left)}
            messages.add_message(request, messages.WARNING, said, extra_tags="near")
        done = _("%(n)s 件已标为交回。") % {"n": len(mine) - len(left)}
        messages.add_message(request, messages.SUCCESS, done, extra_tags="good")
        return redirect("outer-system", system)
    columns = [Column(_("编号")), Column(_("事项")), Column(_("上级时限")), Column(_("逐项复制"))]
    rows = [
        [
            one.ticket.number,
            Link(f"/desk/matter/{one.matter.id}/", one.matter.title),
            when(one.ticket.outer_due),
            Link(f"/desk/matter/{one.matter.id}/copy/", _("去复制")),
        ]
        for one in found.answered
    ]
    context = {
        "system": system,
        "name": bridge.name.zh,
        "has_file": bool(bridge.out),
        "in_hand": found.in_hand,
        "said": _("还在办的 %(n)s 件；答复后会出现在这里。") % {"n": found.in_hand},
        "ids": [one.ticket.id for one in found.answered],
        "table": Table(_("已答复、还没交回"), columns, rows),
        "form": Giving(),
    }
    return render(request, "faces/outer_system.html", context)


@needs("handle", "sort")
def back_file(request: HttpRequest, system: str) -> HttpResponse:
    """The answered tickets in the outer system's own columns. Nothing sealed is in it; nothing is marked by fetching it."""
    bridge = known(system)
    if not bridge.out:
        raise Http404(system)
    found = waiting(actor=acting(request), bridge=bridge)
    content = workbook(bridge=bridge, rows=found.answered)
    name = f"{bridge.bridge}-{timezone.localdate():%Y%m%d}.xlsx"
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
