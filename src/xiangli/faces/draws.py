"""Draws: named before, drawn after, computed again by anybody. What stands on these pages stands in the ledger."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xiangli.draws.acts.announce import Source, announce
from xiangli.draws.acts.draw import draw as draw_act
from xiangli.draws.errors import NoSuchDraw, NotAllowed, Refused
from xiangli.draws.form import fields
from xiangli.draws.reads.draws import Draw, may_read, newest
from xiangli.draws.reads.draws import one as one_draw
from xiangli.engines.draw import BadPool, BadSource, bits_needed, key, pool, select, values
from xiangli.faces.access import acting, needs, public
from xiangli.faces.forms import REQUIRED, Once
from xiangli.ledger.reads.prove import prove
from xiangli.parties.reads.may import may
from xiangli.web.kit.shapes import Column, Link, Table
from xiangli.web.kit.tags import when

SOURCES = 3
"""Rows for sources on the form; one is enough."""


class Announcement(Once):
    """What is drawn, from which list, by which numbers still to come."""

    title = forms.CharField(label=gettext_lazy("抽什么"), max_length=120, error_messages=REQUIRED)
    names = forms.CharField(
        label=gettext_lazy("名单"), help_text=gettext_lazy("一行一个，顺序定了就不能改。"), max_length=1_000_000, error_messages=REQUIRED,
        widget=forms.Textarea(attrs={"rows": 8}),
    )  # fmt: skip
    take = forms.IntegerField(
        label=gettext_lazy("抽几个"), min_value=1, error_messages={**REQUIRED, "invalid": gettext_lazy("请写整数。")}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(1, SOURCES + 1):
            self.fields[f"source_{n}"] = forms.CharField(
                label=_("第 %(n)d 个随机数来源") % {"n": n}, max_length=120, required=n == 1, error_messages=REQUIRED,
                help_text=_("如：双色球第 2026136 期开奖号码") if n == 1 else "",
            )  # fmt: skip
            self.fields[f"known_{n}"] = forms.DateTimeField(
                label=_("什么时候公布"), required=n == 1, error_messages={**REQUIRED, "invalid": _("请写日期和时间。")},
                widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
            )  # fmt: skip

    def sources(self) -> list[Source]:
        """Those that were filled in; a name without its moment gets an error."""
        found = []
        for n in range(1, SOURCES + 1):
            name, at = self.cleaned_data.get(f"source_{n}"), self.cleaned_data.get(f"known_{n}")
            if name and at:
                found.append(Source(name, at))
            elif name or at:
                self.add_error(f"known_{n}" if name else f"source_{n}", _("来源和时间要一起填。"))
        return found


class Values(Once):
    """The numbers as they were made known; a reason when they correct earlier ones."""

    def __init__(self, found: Draw, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n, (name, _at) in enumerate(found.sources, 1):
            self.fields[f"value_{n}"] = forms.CharField(
                label=name, help_text=_("几个数用空格隔开"), max_length=400, error_messages=REQUIRED
            )
        if found.result is not None:
            self.fields["why"] = forms.CharField(label=_("为什么更正"), max_length=200, error_messages=REQUIRED)


class Again(forms.Form):
    """Anybody computes a draw again; nothing is kept."""

    names = forms.CharField(label=gettext_lazy("名单"), help_text=gettext_lazy("一行一个"), max_length=1_000_000, widget=forms.Textarea(attrs={"rows": 8}), error_messages=REQUIRED)  # fmt: skip
    take = forms.IntegerField(
        label=gettext_lazy("抽几个"), min_value=1, error_messages={**REQUIRED, "invalid": gettext_lazy("请写整数。")}
    )
    values = forms.CharField(label=gettext_lazy("公布的随机数"), help_text=gettext_lazy("一行一个来源，几个数用空格隔开"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), error_messages=REQUIRED)  # fmt: skip


@needs("handle", "sort", "oversee")
def draws(request: HttpRequest) -> HttpResponse:
    """The newest draws of her places."""
    actor = acting(request)
    rows = [
        [Link(f"/draws/{one.first.draw}/", one.first.data["title"]), len(one.names), one.take, one.first.actor, when(one.first.at),
         _("已抽") if one.result else _("等随机数")]
        for one in newest(actor=actor)
    ]  # fmt: skip
    heads = [
        Column(_("抽什么")),
        Column(_("名单"), True),
        Column(_("抽几个"), True),
        Column(_("谁登记")),
        Column(_("登记时间")),
        Column(_("情况")),
    ]
    return render(request, "faces/draws.html", {"table": Table(_("抽签"), heads, rows), "may": may(actor, "handle")})


@needs("handle")
def new(request: HttpRequest) -> HttpResponse:
    """Name a draw."""
    actor, now = acting(request), timezone.now()
    form = Announcement(request.POST or None, initial={"known_1": timezone.localtime(now) + timedelta(days=1)})
    if request.method == "POST" and form.is_valid():
        sources = form.sources()
        place = next(
            (place for hat in actor.hats if "handle" in hat.acts for place in hat.places if len(place) >= 6), ""
        )
        if not form.errors:
            try:
                made = announce(
                    place=place, title=form.cleaned_data["title"], names=form.cleaned_data["names"], sources=sources,
                    take=form.cleaned_data["take"], by=actor, request=form.request_uuid, at=now,
                )  # fmt: skip
                return redirect("draw", made.draw)
            except NotAllowed as wrong:
                raise PermissionDenied(str(wrong)) from wrong
            except Refused as wrong:
                form.add_error(
                    "source_1" if wrong.field == "sources" else wrong.field if wrong.field in form.fields else None,
                    str(wrong),
                )
    return render(request, "faces/draw_new.html", {"form": form}, status=422 if form.errors else 200)


@needs("handle", "sort", "oversee")
def draw(request: HttpRequest, id: UUID) -> HttpResponse:
    """One draw: the list, the sources, the result; and the form for whoever may draw."""
    found, actor = _found(request, id), acting(request)
    may_draw = may(actor, "handle", place=found.place)
    form = Values(found, request.POST or None)
    if request.method == "POST":
        if not may_draw:
            raise PermissionDenied(_("您的岗位不管这个地方。"))
        if form.is_valid():
            given = [form.cleaned_data[f"value_{n}"] for n in range(1, len(found.sources) + 1)]
            try:
                draw_act(
                    draw=id,
                    given=given,
                    why=form.cleaned_data.get("why", ""),
                    by=actor,
                    request=form.request_uuid,
                    at=timezone.now(),
                )
                return redirect("draw", id)
            except Refused as wrong:
                form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
    open_now = may_draw and timezone.now() >= found.known_at
    context = {
        "draw": found, "form": form if open_now or form.errors else None, "steps": [step_words(one) for one in found.steps],
        "table": Table(_("抽中的"), [Column(_("次序"), True), Column(_("名单里第几"), True), Column(_("名称"))],
                       [[n, number, name] for n, (number, name) in enumerate(found.chosen, 1)]),
        "names": list(enumerate(found.names, 1)), "bits": bits_needed(size=len(found.names), take=found.take),
    }  # fmt: skip
    return render(request, "faces/draw.html", context, status=422 if form.errors else 200)


@needs("handle", "sort", "oversee")
def proof(request: HttpRequest, id: UUID) -> HttpResponse:
    """The receipts of all steps of a draw, as JSON: who holds them needs no word of ours."""
    found = _found(request, id)
    made = [prove(entry=one.id, content=fields(one), salt=bytes(one.salt)).receipt for one in found.steps]
    headers = {"Content-Disposition": f'attachment; filename="draw-{id}.json"'}
    return JsonResponse(
        {"draw": str(id), "receipts": made}, headers=headers, json_dumps_params={"ensure_ascii": False, "indent": 1}
    )


@public
def again(request: HttpRequest) -> HttpResponse:
    """Compute any draw again from its list and numbers."""
    form = Again(request.POST or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            names = pool(form.cleaned_data["names"])
            sources = [
                values(line, number=n)
                for n, line in enumerate(form.cleaned_data["values"].splitlines(), 1)
                if line.strip()
            ]
            taken = select(size=len(names), take=form.cleaned_data["take"], key=key(sources))
            heads = [Column(_("次序"), True), Column(_("名单里第几"), True), Column(_("名称")), Column("MD5")]
            rows = [[n, one.number, names[one.number - 1], one.digest] for n, one in enumerate(taken, 1)]
            context |= {"key": key(sources), "table": Table(_("抽中的"), heads, rows)}
        except BadPool as wrong:
            form.add_error("names", str(wrong))
        except BadSource as wrong:
            form.add_error("values", _("第 %(n)d 个来源：") % {"n": wrong.number} + str(wrong))
        except ValueError:
            form.add_error("take", _("要抽的数不能比名单多。"))
    return render(request, "faces/draw_again.html", context, status=422 if form.errors else 200)


def step_words(step: Any) -> list[tuple[object, object]]:
    """One step in pairs: what, who, when, and for a result the numbers and the key made of them."""
    what = {"announce": _("登记"), "draw": _("抽签"), "correct": _("更正后重算")}[step.verb]
    pairs: list[tuple[object, object]] = [(what, step.actor), (_("时间"), step.at)]
    if "values" in step.data:
        pairs += [(_("公布的随机数"), "；".join(step.data["values"])), (_("合成的钥匙"), step.data["key"])]
    if "why" in step.data:
        pairs.append((_("为什么更正"), step.data["why"]))
    return pairs


def _found(request: HttpRequest, id: UUID) -> Draw:
    try:
        found = one_draw(id)
    except NoSuchDraw as error:
        raise Http404(str(error)) from error
    if not may_read(found, acting(request)):
        raise Http404
    return found
