"""A clerk notes what came by chat, phone or at the window: paste, see the proposal, confirm."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangli.faces.access import acting, needs
from xiangli.faces.forms import Noting
from xiangli.faces.report import choices, refused, settled, words
from xiangli.faces.way_links import hers, ways
from xiangli.faces.words import Names
from xiangli.intake.acts.receive import receive
from xiangli.intake.decided import decide
from xiangli.intake.incoming import Incoming, Refused, check
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.signature import signed
from xiangli.vault.follow import follow_code

ACCUSATION = "检举控告线索（内容在纸上，不进本系统）"


def hint(actor: Actor) -> str:
    """Where this desk sits: typed places are looked for there."""
    return next((place for hat in actor.hats for place in hat.places), "43")


@needs("handle", "sort")
def new(request: HttpRequest) -> HttpResponse:
    """The form; "propose" shows what the platform makes of it, "confirm" registers it."""
    if request.method != "POST":
        return shown(request, Noting())
    form, actor = Noting(request.POST), acting(request)
    place = settled(form, hint(actor)) if form.is_valid() else ""
    if not place:
        return shown(request, form, status=422)
    at = timezone.now()
    one = noted(form, place, actor)
    if request.POST.get("step") == "propose":
        try:
            return shown(request, form, proposal=proposal(check(one, at=at)))
        except Refused as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else "text", wrong.reason)
            return shown(request, form, status=422)
    outcome = receive([one], at=at)[0]
    if outcome.status == "refused":
        refused(form, outcome)
        return shown(request, form, status=409 if outcome.conflict else 422)
    code = follow_code(one.id)
    said = (
        _("已登记。查询码 %(code)s，可以抄给反映人。")
        if outcome.status != "joined"
        else _("同一件事已有人反映，已并到一起。查询码 %(code)s。")
    )
    messages.add_message(request, messages.SUCCESS, said % {"code": code}, extra_tags="good")
    if outcome.matter is None or outcome.matter not in hers(actor, [outcome.matter]):
        return redirect("following", code)
    return redirect(reverse("matter", args=[outcome.matter]))


def noted(form: Noting, place: str, actor: Actor) -> Incoming:
    """What she typed, as it comes in. Of an accusation only that there is one: its words are kept nowhere (信访工作条例 30)."""
    given = form.cleaned_data
    common: dict[str, Any] = {
        "id": form.request_uuid, "place": place, "channel": given["channel"], "by": signed(actor, [("sort", place, None)]),
        "outer_id": given["outer_id"], "outer_due": given["outer_due"],
    }  # fmt: skip
    if given["business"] == "accusation":
        return Incoming(**common, text=ACCUSATION, procedure="petition")
    people = {key: given[key] for key in ("name", "phone") if given[key]}
    return Incoming(**common, text=words(form), reporter=people, procedure=given["business"])


def proposal(one: Incoming) -> list[tuple[object, object]]:
    """Place, topic and owner as the platform would take them, each with how sure and why."""
    made = decide(one)
    seen = made.routed.seen
    called = Names([made.located.code], [seen["owner"]])
    goes = called.office(made.routed.owner) if made.routed.owner else _("拿不准，先放人工分办")
    return [
        (_("地方"), f"{called.place(made.located.code)} {made.located.percent}% {made.located.reason}"),
        (_("该谁办"), goes),
        (_("为什么"), seen["reason"]),
    ]


def shown(
    request: HttpRequest, form: Noting, *, proposal: list[tuple[object, object]] | None = None, status: int = 200
) -> HttpResponse:
    """The page of the form."""
    context: dict[str, Any] = {
        "form": form,
        "proposal": proposal,
        "ways": ways(request.path),
        **choices(form, hint(acting(request))),
    }
    return render(request, "faces/new.html", context, status=status)
