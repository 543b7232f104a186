"""Publication at the desk: what waits, the text with what was struck and why, two readers, taking off; and the switch."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiangli.faces.access import acting, needs
from xiangli.faces.forms import REQUIRED, Once
from xiangli.matters.errors import NoSuchMatter
from xiangli.matters.names import Names
from xiangli.matters.reads.one import seen_by
from xiangli.parties.errors import IdReused
from xiangli.publication.acts.prepare import prepare
from xiangli.publication.acts.review import READERS, review
from xiangli.publication.acts.switch import COUNTY, switch
from xiangli.publication.acts.take_off import take_off
from xiangli.publication.errors import Refused
from xiangli.publication.models import PublicationStep
from xiangli.publication.reads import state
from xiangli.publication.reads.opened import Opened, opened
from xiangli.publication.redact import Said, Struck
from xiangli.publication.rights import NOT_HERS, allowed, hindered
from xiangli.publication.text import fits, kept, ruled
from xiangli.web.kit.shapes import Column, Link, Moment, Table


class Text(Once):
    """The text with more struck."""

    question = forms.CharField(
        label=gettext_lazy("问"), max_length=100_000, widget=forms.Textarea(attrs={"rows": 4}), error_messages=REQUIRED
    )
    answer = forms.CharField(
        label=gettext_lazy("答"), max_length=100_000, widget=forms.Textarea(attrs={"rows": 6}), error_messages=REQUIRED
    )


class Review(Once):
    """Which text was read."""

    text = forms.CharField(widget=forms.HiddenInput, max_length=80)


class Off(Once):
    """Why it is taken off."""

    why = forms.CharField(
        label=gettext_lazy("为什么撤下"), max_length=200, error_messages=REQUIRED,
        help_text=gettext_lazy("如：认得出是谁。反映人看得到这一句。"),
    )  # fmt: skip


class Switch(Once):
    """Open or closed."""

    open = forms.BooleanField(label=gettext_lazy("打开：反映人同意、两个人审过的答复，公开给大家看"), required=False)


FORMS: dict[str, type[Once]] = {"prepare": Text, "review": Review, "take_off": Off}
ACTS: dict[str, Any] = {"prepare": prepare, "review": review, "take_off": take_off}


def words() -> dict[str, str]:
    """The states in words."""
    return {
        "asked": _("等反映人看过新的文字"), "waiting": _("等人审"), "published": _("已公开"), "off": _("没有公开"),
        "aside": _("事情又在办，先撤下了"),
    }  # fmt: skip


def moments(steps: list[PublicationStep]) -> list[Moment]:
    """The steps as a timeline, newest first."""
    said = {
        "agree": _("同意公开"), "withdraw": _("收回同意"), "prepare": _("再遮几处"), "review": _("审过"), "take_off": _("撤下"),
        "aside": _("事情又在办，先撤下"),
    }  # fmt: skip
    return [Moment(step.at, said[step.verb], step.actor, str(step.data.get("why", ""))) for step in steps[::-1]]


@needs("handle", "sort")
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, and what is published, at her places."""
    rows = state.queue(actor=acting(request))
    called, said = Names([row.place for row in rows], [row.office for row in rows]), words()
    table = Table(
        _("公开答复"),
        [Column(_("问")), Column(_("地方")), Column(_("谁办的")), Column(_("情况")), Column(_("审过几人"), True)],
        [
            [Link(f"/desk/publication/{row.id}/", row.question[:30]), called.place(row.place), called.office(row.office),
             said[row.state], f"{len(row.reviewers)} / {READERS}"]
            for row in rows
        ],
    )  # fmt: skip
    return render(request, "faces/publication_queue.html", {"table": table})


@needs("handle", "sort")
def text(request: HttpRequest, id: UUID) -> HttpResponse:
    """One text, and what she may do with it."""
    return _page(request, _found(request, id), {})


@require_POST
@needs("handle", "sort")
def act(request: HttpRequest, id: UUID, verb: str) -> HttpResponse:
    """Strike more, have read, or take off."""
    if verb not in FORMS:
        raise Http404
    found, form = _found(request, id), FORMS[verb](request.POST)
    if form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "request_id"}
        try:
            ACTS[verb](opened=found, **given, by=acting(request), request=form.request_uuid, at=timezone.now())
            messages.success(request, _("记下了。"), extra_tags="good")
            return redirect("publication-text", id)
        except Refused as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
    return _page(request, _found(request, id), {verb: form}, status=422)


@needs("administer")
def switching(request: HttpRequest) -> HttpResponse:
    """The county's switch, for its own system administrator."""
    places = [place for hat in acting(request).hats if "administer" in hat.acts for place in hat.places]
    county = next((place[:COUNTY] for place in places if len(place) >= COUNTY), "")
    if not county:
        raise PermissionDenied(_(NOT_HERS))
    form = Switch(request.POST or None, initial={"open": state.is_open(county=county)})
    if request.method == "POST" and form.is_valid():
        try:
            switch(
                county=county, open=form.cleaned_data["open"], by=acting(request), request=form.request_uuid,
                at=timezone.now(),
            )  # fmt: skip
            messages.success(request, _("记下了。"), extra_tags="good")
            return redirect("publication-switch")
        except IdReused as wrong:
            form.add_error(None, str(wrong))
    context = {
        "form": form, "title": _("公开答复"), "button": _("记下"), "back": Link("/staff/", _("人员")),
        "words": _("不打开，什么都不公开。关上以后，公开过的马上看不到；再打开，没有收回的又看得到。"),
    }  # fmt: skip
    return render(request, "faces/plain_form.html", context, status=422 if form.errors else 200)


def _found(request: HttpRequest, id: UUID) -> Opened:
    found = opened(id=id)
    if found is None or not allowed(acting(request), found.row.place):
        raise Http404
    return found


def _page(request: HttpRequest, found: Opened, wrong: dict[str, Once], status: int = 200) -> HttpResponse:
    row, actor = found.row, acting(request)
    steps = state.steps(county=row.county, publication=row.id)
    standing = row.state in ("asked", "waiting", "published") and fits(row, found.whole)
    called = Names([row.place], [row.office])
    hindrance = hindered(found, actor)
    reading = standing and row.state == "waiting" and not hindrance
    striking = standing and row.state in ("asked", "waiting")
    context = {
        "row": row, "standing": standing, "struck": _struck(request, found) if standing else None,
        "said": words()[row.state if standing or row.state == "off" else "aside"],
        "pairs": [(_("地方"), called.place(row.place)), (_("谁办的"), called.office(row.office)), (_("用了多久"), took(row.days)),
                  (_("审过几人"), f"{len(row.reviewers)} / {READERS}")],
        "hindrance": hindrance if standing and row.state == "waiting" else "",
        "review": wrong.get("review") or (Review(initial={"text": kept(row).digest}) if reading else None),
        "text": wrong.get("prepare") or (Text(initial={"question": row.question, "answer": row.answer}) if striking else None),
        "off": wrong.get("take_off") or (Off() if standing else None), "wrong": set(wrong),
        "moments": moments(steps),
    }  # fmt: skip
    return render(request, "faces/publication_text.html", context, status=status)


def _struck(request: HttpRequest, found: Opened) -> Table:
    """What the rules struck and why; the words themselves only for whoever may see the matter anyhow."""
    rules = ruled(found.whole, found.row.report)
    struck: list[Struck] = [*rules.question.struck, *rules.answer.struck] if rules else []
    try:
        seen_by(actor=acting(request), matter=found.row.matter)
        hidden = False
    except NoSuchMatter:
        hidden = True
    heads = [Column(_("遮的是")), Column(_("原来的字")), Column(_("为什么遮"))]
    rows = [
        [local(one.rule.kind), _("（%(n)s 个字）") % {"n": len(one.words)} if hidden else one.words,
         Link(f"/law/source/{one.rule.by}/", local(one.rule.why))]
        for one in struck
    ]  # fmt: skip
    return Table(_("系统遮了什么"), heads, rows)


def local(said: Said) -> str:
    """In the language of the page."""
    return said.en if (get_language() or "").startswith("en") else said.zh


def took(days: int) -> str:
    """Days in words."""
    return _("%(n)s 天") % {"n": days} if days else _("当天")
