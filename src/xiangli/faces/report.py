"""A resident reports something: three taps, a receipt at once; what was typed survives every error."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangli.documents.acts.attach import NotAPicture, attach
from xiangli.faces import places
from xiangli.faces.access import public
from xiangli.faces.forms import Reporting, Words
from xiangli.intake.acts.receive import Outcome, receive
from xiangli.intake.incoming import Incoming
from xiangli.vault.follow import follow_code


@public
def report(request: HttpRequest) -> HttpResponse:
    """The form; a sound one leads to its receipt, sent twice to the same one."""
    if request.method != "POST":
        return shown(request, Reporting())
    form = Reporting(request.POST, request.FILES)
    place = settled(form) if form.is_valid() else ""
    if not place:
        return shown(request, form, status=422)
    given = form.cleaned_data
    one = Incoming(
        id=form.request_uuid,
        text=words(form),
        place=place,
        channel="page",
        reporter={key: given[key] for key in ("name", "phone") if given[key]},
    )
    at = timezone.now()
    outcome = receive([one], at=at)[0]
    if outcome.status == "refused":
        refused(form, outcome)
        return shown(request, form, status=409 if outcome.conflict else 422)
    if given["photo"] and outcome.status != "repeated":
        try:
            attach(report=one.id, county=place[:6], name=given["photo"].name, content=given["photo"].read(), at=at)
        except NotAPicture as wrong:
            return redirect_with(request, one, f"{wrong}{_('事情已经登记，这张照片没有留。')}")
    return redirect("receipt", follow_code(one.id))


def redirect_with(request: HttpRequest, one: Incoming, said: str) -> HttpResponse:
    """To the receipt, with a word on what could not be kept: the report itself stands."""
    from django.contrib import messages  # only a photo that cannot be read needs it

    messages.add_message(request, messages.WARNING, said, extra_tags="near")
    return redirect("receipt", follow_code(one.id))


def words(form: Words) -> str:
    """The text with the place as typed: the desk must see what the person wrote, not only the code."""
    text, typed = form.cleaned_data["text"].strip(), form.cleaned_data["place_text"].strip()
    return text if not typed or typed in text else f"{text}\n（{typed}）"


def settled(form: Words, hint: str = "") -> str:
    """The place code: tapped, else the one sure reading of what was typed. Otherwise an error that asks to choose."""
    given = form.cleaned_data
    if given["place"]:
        return str(given["place"])
    hint = hint or places.home()
    typed = given["place_text"].strip()
    near = places.found(typed or given["text"][:600], hint)
    if near and (near[0][1] >= places.SURE or len(near) == 1):
        return near[0][0].code
    if len(hint) >= 9:
        return hint
    form.add_error("place_text", _("请在下面点一下是哪里。") if near else _("没认出是哪里。请点一下是哪个乡镇街道。"))
    return ""


def refused(form: Words, outcome: Outcome) -> None:
    """The reason beside its field."""
    form.add_error(outcome.field if outcome.field in form.fields else "text", outcome.reason)


def choices(form: Words, hint: str = "") -> dict[str, Any]:
    """What the place field offers: readings of what was typed, else the townships."""
    if not form.is_bound or "place_text" not in form.errors:
        return {"places": [], "chosen": form.data.get("place", "") if form.is_bound else ""}
    hint = hint or places.home()
    typed = str(form.data.get("place_text") or form.data.get("text", ""))[:600]
    near = [one for one, confidence in places.found(typed, hint)] or places.townships(hint)
    return {"places": near, "chosen": form.data.get("place", "")}


def shown(request: HttpRequest, form: Reporting, status: int = 200) -> HttpResponse:
    """The page of the form."""
    return render(request, "faces/report.html", {"form": form, **choices(form)}, status=status)
