"""Places: the villages one keeps, what lies below each, and what people call it."""

from collections import Counter

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangli.faces.access import acting, needs
from xiangli.faces.area_forms import KINDS, NewName, NewPlace, beside_field
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.may import may
from xiangli.places.acts.add_place import add_place
from xiangli.places.acts.call_place import call_place, uncall_place
from xiangli.places.errors import ChangeIdReused, PlaceRefused
from xiangli.places.models import Place
from xiangli.places.reads.borders import Life, life
from xiangli.places.reads.called import called
from xiangli.places.reads.changes import changes
from xiangli.places.reads.names import names as full_names
from xiangli.places.reads.own import Own, VillageCount, below_village, villages
from xiangli.places.reads.own import called as said_of
from xiangli.proof.ids import uuid7
from xiangli.web.kit.shapes import Column, Link, Table
from xiangli.web.kit.tags import when

VILLAGE = 12
SINGLE = 1


def kept(actor: Actor) -> list[str]:
    """The codes under which she keeps the places."""
    return list(dict.fromkeys(place for hat in actor.hats if "places" in hat.acts for place in hat.places))


def standing(request: HttpRequest, code: str) -> Life:
    """What is known of a place she keeps, standing or ended. 404 for a code that never was, 403 for another's."""
    found = life(code) if code.isascii() and code.isalnum() else None
    if found is None:
        raise Http404(_("没有代码为 %(code)s 的地方；请核对区划代码。") % {"code": code[:20]})
    if not may(acting(request), "places", place=code):
        raise PermissionDenied(_("这个地方不归您的岗位管。"))
    return found


@needs("places")
def areas(request: HttpRequest) -> HttpResponse:
    """The villages; who keeps one alone is led to it."""
    rows = villages(within=kept(acting(request)))
    if len(rows) == SINGLE:
        return redirect("area", rows[0].code)
    towns = called({row.town for row in rows})
    wanted = request.GET.get("town", "")
    if wanted not in towns:
        busy = next((row.town for row in rows if row.counts), "")  # where somebody has begun to fill it in
        wanted = busy or min(towns, default="")
    columns = [Column(_("村（社区）")), Column(_("代码")), Column(_("下面有"))]
    mine = [row for row in rows if row.town == wanted]
    table = Table(
        towns.get(wanted, ""),
        columns,
        [[Link(f"/areas/{row.code}/", row.name), row.code, has(row)] for row in mine],
    )
    per_town = Counter(row.town for row in rows)
    links = [Link(f"?town={code}", name, per_town[code], code == wanted) for code, name in sorted(towns.items())]
    return render(request, "faces/areas.html", {"table": table, "towns": links if len(links) > 1 else []})


def has(row: VillageCount) -> str:
    """What a village has below it, in words: 组 12、屋场 4."""
    return "、".join(f"{name} {row.counts[kind]}" for kind, name in KINDS if row.counts.get(kind)) or "—"


@needs("places")
def area(request: HttpRequest, code: str) -> HttpResponse:
    """One place: a village with all below it and the form for one more; or a place below, with its names."""
    found = standing(request, code)
    if len(code) < VILLAGE:
        raise Http404
    if len(code) > VILLAGE or found.until:
        return place_page(request, found, NewName())
    form = NewPlace(request.POST or None, estates=estates(below_village(village=code)))
    if request.method == "POST" and form.is_valid():
        try:
            given = form.cleaned_data
            made = add_place(
                id=form.request_uuid, village=code, kind=given["kind"], name=given["name"], parent=given.get("parent", ""),
                said=form.called(), by=acting(request).name, at=timezone.now(),
            )  # fmt: skip
            told = _("已加上 %(name)s（%(code)s）。从现在起，来件里写到它就会认出来。") % {
                "name": made.name,
                "code": made.code,
            }
            messages.add_message(request, messages.SUCCESS, told, extra_tags="good")
            return redirect("area", code)
        except PlaceRefused as wrong:
            beside_field(form, wrong)
        except ChangeIdReused as wrong:
            form.add_error(None, str(wrong))
    return village_page(request, found, form)


def estates(below: list[Own]) -> list[tuple[str, str]]:
    """The estates of a village, for a building to be put in."""
    return [(one.place.code, one.place.name) for one in below if one.place.kind == "estate"]


def village_page(request: HttpRequest, found: Life, form: NewPlace) -> HttpResponse:
    """The village with a table for each kind it has."""
    below = below_village(village=found.code)
    tables = []
    for kind, name in KINDS:
        rows = [one for one in below if one.place.kind == kind]
        if rows:
            columns = [Column(_("名称")), Column(_("代码")), Column(_("大家还怎么叫")), Column(_("从哪天起"))]
            tables.append(Table(f"{name} {len(rows)}", columns, [row(one, below) for one in rows]))
    above = full_names([found.code])[found.code]
    context = {"found": found, "title": above, "pairs": pairs(found), "tables": tables, "form": form,
               "done": history(found.code)}  # fmt: skip
    return render(request, "faces/area_village.html", context, status=422 if form.errors else 200)


def history(village: str) -> Table:
    """Who changed what here."""
    words = {
        "add": _("加上"), "call": _("记下叫法"), "uncall": _("不再叫"), "rename": _("改名"), "merge": _("合并、并入"),
        "split": _("拆分"), "move": _("划给别的村"), "end": _("撤销"),
    }  # fmt: skip
    rows = [[when(one.at), one.by, words[one.verb], one.what] for one in changes(village=village) if one.verb in words]
    return Table(_("最近的变动"), [Column(_("时间")), Column(_("谁")), Column(_("做了什么")), Column(_("哪里"))], rows)


def row(one: Own, below: list[Own]) -> list[object]:
    """One place below the village."""
    estate = next((other.place.name for other in below if other.place.code == one.place.parent), "")
    name = f"{estate} {one.place.name}".strip()
    since = f"{one.place.valid_from:%Y-%m-%d}" if one.place.valid_from else "—"
    return [Link(f"/areas/{one.place.code}/", name), one.place.code, "、".join(one.said) or "—", since]


def pairs(found: Life) -> list[tuple[object, object]]:
    """What is known of a code: when it stood, names, what it followed and what followed it, its ground."""
    out: list[tuple[object, object]] = [(_("代码"), found.code)]
    if found.since or found.until:
        out.append((_("从哪天起"), f"{found.since:%Y-%m-%d}" if found.since else _("有记载以来")))
    if found.until:
        out.append((_("到哪天止"), f"{found.until:%Y-%m-%d}"))
    if found.former_names:
        out.append((_("曾用名"), "、".join(name for name, _until in found.former_names)))
    if found.second_parent:
        held = called([found.second_parent])
        out.append((_("土地在"), _("%(name)s（%(code)s）；有机构、有代码，没有自己的土地") % {
            "name": held[found.second_parent], "code": found.second_parent}))  # fmt: skip
    out += [(_("由它变来"), f"{name}（{code}）") for code, name in found.before]
    out += [(_("后来归"), f"{name}（{code}）") for code, name in found.after]
    return out


@needs("places")
def names(request: HttpRequest, code: str) -> HttpResponse:
    """Note what people call a place, or strike a name out."""
    found = standing(request, code)
    if request.method != "POST":
        return redirect("area", code)
    form = NewName(request.POST)
    if form.is_valid():
        do = uncall_place if request.POST.get("do") == "strike" else call_place
        try:
            said = form.cleaned_data["said"]
            do(id=form.request_uuid, place=code, name=said, by=acting(request).name, at=timezone.now())
            return redirect("area", code)
        except PlaceRefused as wrong:
            beside_field(form, wrong)
        except ChangeIdReused as wrong:
            form.add_error(None, str(wrong))
    return place_page(request, found, form)


def place_page(request: HttpRequest, found: Life, form: NewName) -> HttpResponse:
    """A place below the village, one that ended, or a village's own names."""
    said = [(name, uuid7()) for name in said_of(place=found.code)]
    village = Place(code=found.code[:VILLAGE], name=called([found.code[:VILLAGE]])[found.code[:VILLAGE]])
    context = {"found": found, "pairs": pairs(found), "said": said, "form": form, "village": village}
    return render(request, "faces/area_place.html", context, status=422 if form.errors else 200)
