"""The county's maps: hand a file in, see its shapes and what is wrong with them, answer for its datum, put it in force."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiangli.faces.access import acting, needs
from xiangli.faces.area import kept
from xiangli.faces.area_forms import MapUpload, beside_field
from xiangli.faces.area_picture import drawn
from xiangli.faces.forms import Once
from xiangli.parties.reads.signature import signed
from xiangli.places.acts.hand_in_map import hand_in_map
from xiangli.places.acts.publish_map import publish_map
from xiangli.places.acts.settle_datum import settle_datum
from xiangli.places.errors import BadFile, ChangeIdReused, PlaceRefused
from xiangli.places.maps.frame import other
from xiangli.places.maps.shapes import MOST_BYTES
from xiangli.places.models import Datum, MapFile
from xiangli.places.reads.county_at import ATTRIBUTION
from xiangli.places.reads.maps import NoSuchMap, Seen, map_files, seen
from xiangli.web.kit.shapes import Column, Link, Table
from xiangli.web.kit.tags import when

MOST_ROWS = 300


class Answer(Once):
    """Which datum a map is in."""

    datum = forms.ChoiceField(choices=Datum.choices)


@needs("places")
def maps(request: HttpRequest) -> HttpResponse:
    """The form, and the maps handed in before."""
    actor = acting(request)
    form = MapUpload(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = hand_in_map(
                id=form.request_uuid, content=file.read(MOST_BYTES + 1), file=file.name, said=form.cleaned_data["said"],
                within=kept(actor), by=signed(actor, [("places", None, None)]), at=timezone.now(),
            )  # fmt: skip
            return redirect("area-map", made.id)
        except (BadFile, ChangeIdReused) as wrong:
            form.add_error("file", str(wrong))
        except PlaceRefused as wrong:
            beside_field(form, wrong)
    columns = [
        Column(_("文件")),
        Column(_("时间")),
        Column(_("谁交的")),
        Column(_("图形"), True),
        Column(_("有错"), True),
        Column(_("情况")),
    ]
    rows = [
        [Link(f"/areas/maps/{one.id}/", one.name), when(one.at), one.by, shapes, bad, state(one, bad)]
        for one, shapes, bad in map_files(within=kept(actor))
    ]
    context = {"form": form, "table": Table(_("交过的地图"), columns, rows)}
    return render(request, "faces/area_maps.html", context, status=422 if form.errors else 200)


def state(one: MapFile, bad: int) -> str:
    """How a map stands, in a word."""
    if one.published_at:
        return _("已启用")
    if not one.datum:
        return _("问坐标系")
    return _("有错，没启用") if bad else _("可以启用")


def mine(request: HttpRequest, id: UUID) -> Seen:
    """A map of her county, or 404."""
    try:
        return seen(id=id, within=kept(acting(request)))
    except NoSuchMap as none:
        raise Http404 from none


@needs("places")
def one(request: HttpRequest, id: UUID) -> HttpResponse:
    """The preview: picture, question, faults, shapes."""
    return page(request, mine(request, id))


def page(request: HttpRequest, found: Seen, *, wrong: str = "") -> HttpResponse:
    """The page of one map."""
    file = found.file
    said, asked = Datum(file.said), other(Datum(file.said))
    features = sorted(found.features, key=lambda one: (not one.faults, not one.notes, one.n))
    columns = [Column(_("第几个"), True), Column(_("地方")), Column(_("代码")), Column(_("错")), Column(_("注意"))]
    rows = [
        [one.n, one.name or "—", one.code or "—", "；".join(one.faults) or "—", "；".join(one.notes) or "—"]
        for one in features[:MOST_ROWS]
    ]
    context = {
        "file": file, "found": found, "wrong": wrong, "once": Once(), "attribution": ATTRIBUTION,
        "table": Table(_("图形"), columns, rows), "more": max(0, len(features) - MOST_ROWS),
        "pairs": [
            (_("文件"), file.name), (_("谁交的"), file.by), (_("时间"), file.at), (_("说是"), said.label),
            (_("按它来算"), Datum(file.datum).label if file.datum else _("等您回答")),
            (_("图形"), len(found.features)), (_("其中有错"), found.at_fault),
            *([] if file.published_at else [(_("会换掉正在用的"), found.replaces)]),
        ],
        "answers": [(str(said), said.label), (str(asked), asked.label)] if not file.datum else [],
        "question": _("文件说是 %(said)s，可按它算，图边离已有界线的中间值 %(far)s 米；按 %(other)s 算只有 %(near)s 米。到底是哪一种？") % {
            "said": said.label, "far": file.doubt.get("said"), "other": asked.label, "near": file.doubt.get("other")},
    }  # fmt: skip
    return render(request, "faces/area_map.html", context, status=422 if wrong else 200)


@require_POST
@needs("places")
def datum(request: HttpRequest, id: UUID) -> HttpResponse:
    """The answer which datum it is."""
    found, form = mine(request, id), Answer(request.POST)
    if not form.is_valid():
        return page(request, found, wrong=_("请选一种坐标系。"))
    actor = acting(request)
    try:
        settle_datum(id=form.request_uuid, map=id, datum=form.cleaned_data["datum"], within=kept(actor), by=signed(actor, [("places", None, None)]),
                     at=timezone.now())  # fmt: skip
    except (PlaceRefused, ChangeIdReused) as wrong:
        return page(request, found, wrong=str(wrong))
    return redirect("area-map", id)


@require_POST
@needs("places")
def publish(request: HttpRequest, id: UUID) -> HttpResponse:
    """Put it in force."""
    found, form, actor = mine(request, id), Once(request.POST), acting(request)
    if not form.is_valid():
        return page(request, found, wrong=_("页面过期了，请再点一次。"))
    try:
        publish_map(
            id=form.request_uuid,
            map=id,
            within=kept(actor),
            by=signed(actor, [("places", None, None)]),
            at=timezone.now(),
        )
    except (PlaceRefused, ChangeIdReused) as wrong:
        return page(request, found, wrong=str(wrong))
    messages.add_message(
        request, messages.SUCCESS, _("已启用：带坐标的来件从现在起按这幅图定地方。"), extra_tags="good"
    )
    return redirect("area-map", id)


@needs("places")
def picture(request: HttpRequest, id: UUID) -> HttpResponse:
    """The map as a picture of its own, as the policy allows no drawing in the page."""
    return HttpResponse(drawn(mine(request, id)), content_type="image/svg+xml")
