"""Borders changed: say what, see which codes end, what follows them and how many matters move, then carry it out."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangli.faces.access import acting, needs
from xiangli.faces.area import VILLAGE, kept, standing
from xiangli.faces.area_forms import KINDS, Redraw, beside_field
from xiangli.matters.acts.redraw import redraw
from xiangli.matters.errors import Conflict, Forbidden
from xiangli.matters.reads.by_place import open_at
from xiangli.parties.reads.homes import homes
from xiangli.places.errors import ChangeIdReused, PlaceRefused
from xiangli.places.reads.called import called
from xiangli.places.reads.own import below_village, villages
from xiangli.places.redraw import Asked, Plan, plan
from xiangli.web.kit.shapes import Column, Table


@needs("places")
def borders(request: HttpRequest, code: str) -> HttpResponse:
    """The form of one village; "look" shows what would become of it, "do" carries it out."""
    found = standing(request, code)
    if len(code) != VILLAGE or found.until:
        raise Http404
    form = bound(request, code, found.name)
    if request.method != "POST":
        return page(request, found.name, code, form)
    preview: Plan | None = None
    if form.is_valid():
        asked = wanted(form)
        try:
            if request.POST.get("step") == "do":
                done = redraw(asked=asked, by=acting(request), at=timezone.now(), request=form.request_uuid)
                told = _("已改。%(moved)s 件没办完的事、%(households)s 户跟着走。") % {
                    "moved": done.moved, "households": done.households}  # fmt: skip
                if done.left or done.households_left:
                    told += _("%(left)s 件、%(households)s 户留在拆分前的代码下，要逐一改。") % {
                        "left": done.left, "households": done.households_left}  # fmt: skip
                messages.add_message(request, messages.SUCCESS, told, extra_tags="good")
                return redirect("areas") if code in asked.old else redirect("area", code)
            preview = plan(asked, today=timezone.localdate())
        except PlaceRefused as wrong:
            beside_field(form, wrong)
        except (ChangeIdReused, Forbidden, Conflict) as wrong:
            form.add_error(None, str(wrong))
    return page(request, found.name, code, form, preview=preview)


def bound(request: HttpRequest, code: str, name: str) -> Redraw:
    """The form with what there is to choose here."""
    below = below_village(village=code)
    own = [
        (one.place.code, f"{label} {one.place.name}")
        for kind, label in KINDS
        for one in below
        if one.place.kind == kind
    ]
    olds = [(code, _("%(name)s（整个村、社区）") % {"name": name}), *own]
    around = [row for row in villages(within=kept(acting(request))) if row.code != code]
    towns = called({row.town for row in around})
    near = sorted(around, key=lambda row: (row.town != code[:9], row.code))
    intos = [
        (_("本村的地方"), own),
        (_("别的村（社区）"), [(row.code, f"{towns[row.town]} {row.name}") for row in near]),
    ]
    initial = {"on": timezone.localdate()}
    return Redraw(request.POST or None, olds=olds, intos=[one for one in intos if one[1]], initial=initial)


def wanted(form: Redraw) -> Asked:
    """The change as the act takes it."""
    given = form.cleaned_data
    return Asked(
        verb=given["verb"], old=tuple(given["old"]), on=given["on"], into=given["into"],
        names=tuple(line.strip() for line in given["names"].splitlines() if line.strip()),
        codes=tuple(given["codes"].split()),
    )  # fmt: skip


def page(request: HttpRequest, name: str, code: str, form: Redraw, *, preview: Plan | None = None) -> HttpResponse:
    """The form, with the preview beside it once there is one."""
    context: dict[str, Any] = {"form": form, "name": name, "code": code, "preview": preview}
    if preview is not None:
        context |= shown(preview)
    return render(request, "faces/area_borders.html", context, status=422 if form.errors else 200)


def shown(preview: Plan) -> dict[str, Any]:
    """What ends, what follows, how many open matters and households each has; and names that change."""
    matters, households = open_at(codes=preview.ends), homes(codes=preview.ends)
    named = called({code for pair in preview.follows for code in pair}) | preview.names
    fresh = {row.code for row in preview.new}
    rows: list[list[object]] = []
    for old in preview.ends:
        after = [new for was, new in preview.follows if was == old]
        told = "、".join(f"{named[new]}（{new}{_('，新设') if new in fresh else ''}）" for new in after)
        rows.append([f"{named[old]}（{old}）", told, matters.get(old, 0), households.get(old, 0)])
    rows += [[f"{was}（{code}）", f"{now}（{_('代码不变')}）", 0, 0] for code, was, now in preview.renamed]
    split = {old for old in preview.ends if sum(was == old for was, _new in preview.follows) > 1}
    columns = [Column(_("现在")), Column(_("以后")), Column(_("没办完的事"), True), Column(_("户"), True)]
    return {
        "table": Table(_("会变成这样"), columns, rows),
        "moving": sum(n for old, n in matters.items() if old not in split),
        "staying": sum(n for old, n in matters.items() if old in split),
        "homes": sum(n for old, n in households.items() if old not in split),
        "homes_staying": sum(n for old, n in households.items() if old in split),
    }
