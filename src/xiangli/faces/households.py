"""Households of a village 户: the book, one household, and what happens in it; names are opened for a purpose only."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from xiangli.faces.access import acting, needs
from xiangli.faces.household_forms import HeadForm, HomeForm, HouseholdForm, LeaveForm, MemberForm, NamesPurpose, offer
from xiangli.faces.rights import KIN, WHY_LEFT
from xiangli.faces.staff_forms import told
from xiangli.parties.acts.household import (
    head_changes,
    household_moves,
    member_joins,
    member_leaves,
    register_household,
)
from xiangli.parties.acts.open_names import open_names
from xiangli.parties.errors import NotAllowed, NotFound, PartyError
from xiangli.parties.kin import HEAD
from xiangli.parties.reads.households import Whole, homes, household, households, villages
from xiangli.places.reads.names import names
from xiangli.web.kit.shapes import Card, Link, Moment

FORMS: dict[str, tuple[Any, type[forms.Form]]] = {
    "join": (gettext_lazy("添一个人"), MemberForm), "leave": (gettext_lazy("有人离开"), LeaveForm), "head": (gettext_lazy("换户主"), HeadForm), "move": (gettext_lazy("改住处"), HomeForm),
}  # fmt: skip


@needs("households")
def book(request: HttpRequest) -> HttpResponse:
    """The village's households by number; a whole name finds its household without opening anything."""
    mine = villages(actor=acting(request))
    village, name = chosen(request, mine), request.GET.get("q", "").strip()[:40]
    after = request.GET.get("after", "")
    found = households(village=village, name=name, after=int(after) if after.isdigit() and len(after) < 9 else 0)
    called = names({row.home for row in found.rows})
    context = {
        "village": mine[village], "code": village, "asked": name, "new_href": f"/households/new/?village={village}",
        "links": [Link(f"?village={code}", called_, current=code == village) for code, called_ in mine.items()],
        "cards": [
            Card(f"/households/{row.id}/", _("第 %(n)s 户") % {"n": row.number},
                 [called[row.home], row.door, _("%(n)s 口人") % {"n": found.members[row.id]}])
            for row in found.rows
        ],
        "earlier": f"?village={village}" if after else "",
        "later": f"?village={village}&after={found.rows[-1].number}" if found.more else "", "said": "",
    }  # fmt: skip
    return render(request, "faces/households.html", context)


def chosen(request: HttpRequest, mine: dict[str, str]) -> str:
    """The village asked for, or the first of hers. 404 where she has none."""
    wanted = request.GET.get("village", "")
    if not mine:
        raise Http404
    return wanted if wanted in mine else next(iter(mine))


@needs("households")
def new(request: HttpRequest) -> HttpResponse:
    """One more household."""
    mine = villages(actor=acting(request))
    village = chosen(request, mine)
    form = HouseholdForm(request.POST or None, homes=homes(village=village), initial={"since": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = register_household(
                village=village, home=given["home"], door=given["door"], head=form.member(HEAD), since=given["since"],
                by=acting(request), at=timezone.now(), request=form.request_uuid,
            )  # fmt: skip
            return redirect("household", made.id)
        except PartyError as wrong:
            told(form, wrong)
    context = {
        "form": form, "title": _("%(village)s · 登记一户") % {"village": mine[village]}, "button": _("登记"),
        "back": Link(f"/households/?village={village}", _("户")), "words": _("姓名、电话、身份证号加密封存。"),
    }  # fmt: skip
    return render(request, "faces/plain_form.html", context, status=422 if form.errors else 200)


def look(request: HttpRequest, id: UUID) -> Whole:
    """The household, or 404 for whoever may not see it."""
    try:
        return household(actor=acting(request), id=id)
    except NotFound as none:
        raise Http404(str(none)) from none


@needs("households")
def one(request: HttpRequest, id: UUID) -> HttpResponse:
    """The screen."""
    return screen(request, look(request, id))


def screen(
    request: HttpRequest, whole: Whole, *, sent: tuple[str, forms.Form] | None = None,
    opened: dict[UUID, dict[str, str]] | None = None, purpose: NamesPurpose | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The household with, where one was sent, the form that was refused still filled in."""
    row = whole.household
    shown = opened or {}
    made = {verb: sent[1] if sent and sent[0] == verb else form(whole, verb) for verb in FORMS}
    context = {
        "row": row, "home": names([row.home])[row.home], "members": [line(one, shown.get(one.id, {})) for one in whole.members],
        "opened": bool(opened), "purpose": purpose or NamesPurpose(initial={"purpose": _("入户走访核对情况")}),
        "forms": [
            {"verb": verb, "name": said, "form": made[verb], "open": sent is not None and sent[0] == verb}
            for verb, (said, _form) in FORMS.items()
        ] if row.until is None else [],
        "moments": [Moment(deed.at, deed.said, deed.actor, str(deed.data.get("purpose", ""))) for deed in whole.deeds],
    }  # fmt: skip
    return render(request, "faces/household.html", context, status=status)


def form(whole: Whole, verb: str, data: Any = None) -> forms.Form:
    """An act's form with the members or homes it offers."""
    made = FORMS[verb][1](
        data, auto_id=f"{verb}-%s", initial={"since": timezone.localdate(), "on": timezone.localdate()}
    )
    present = [(n, one) for n, one in enumerate(whole.members, 1) if one.until is None]
    people = [(str(one.id), f"{n} · {KIN[one.kin]}") for n, one in present if verb == "leave" or one.kin != HEAD]
    if "member" in made.fields:
        offer(made, "member", people)
    if "home" in made.fields:
        offer(made, "home", homes(village=whole.household.village))
    return made


def line(member: Any, opened: dict[str, str]) -> dict[str, Any]:
    """A member as one line; the name only where it was opened."""
    return {
        "kin": KIN[member.kin], "since": member.since, "until": member.until, "why": WHY_LEFT.get(member.why_left, ""),
        "name": opened.get("name", ""), "phone": opened.get("phone", ""), "identity": opened.get("identity", ""),
    }  # fmt: skip


@require_POST
@needs("households")
def act(request: HttpRequest, id: UUID, verb: str) -> HttpResponse:
    """Do one act; refused, the form stands as it was filled in."""
    if verb not in FORMS:
        raise Http404(verb)
    whole = look(request, id)
    given = form(whole, verb, request.POST)
    if given.is_valid():
        try:
            DO[verb](whole, given, request)
            return redirect("household", id)
        except PartyError as wrong:
            told(given, wrong)
    return screen(request, whole, sent=(verb, given), status=422)


def _common(given: Any, request: HttpRequest) -> dict[str, Any]:
    return {"by": acting(request), "at": timezone.now(), "request": given.request_uuid}


def _join(whole: Whole, given: Any, request: HttpRequest) -> None:
    member_joins(
        household=whole.household.id,
        member=given.member(),
        since=given.cleaned_data["since"],
        **_common(given, request),
    )


def _leave(whole: Whole, given: Any, request: HttpRequest) -> None:
    data = given.cleaned_data
    member_leaves(member=UUID(data["member"]), on=data["on"], why=data["why"], **_common(given, request))


def _head(whole: Whole, given: Any, request: HttpRequest) -> None:
    data = given.cleaned_data
    head_changes(member=UUID(data["member"]), former_kin=data["former_kin"], on=data["on"], **_common(given, request))


def _home(whole: Whole, given: Any, request: HttpRequest) -> None:
    data = given.cleaned_data
    household_moves(household=whole.household.id, home=data["home"], door=data["door"], **_common(given, request))


DO: dict[str, Callable[[Whole, Any, HttpRequest], None]] = {
    "join": _join,
    "leave": _leave,
    "head": _head,
    "move": _home,
}


@require_POST
@needs("unseal")
def open_all(request: HttpRequest, id: UUID) -> HttpResponse:
    """Names for a purpose; the opening is on record."""
    whole, form_ = look(request, id), NamesPurpose(request.POST)
    if not form_.is_valid():
        return screen(request, whole, purpose=form_, status=422)
    try:
        found = open_names(
            household=id, purpose=form_.cleaned_data["purpose"], by=acting(request), at=timezone.now(),
            request=form_.request_uuid,
        )  # fmt: skip
    except NotAllowed as wrong:
        raise PermissionDenied(str(wrong)) from wrong
    except PartyError as wrong:
        told(form_, wrong)
        return screen(request, whole, purpose=form_, status=422)
    return screen(request, look(request, id), opened=found)
