"""Stand-ins: the person herself sets one in a few taps; an office sets who is on duty at night; either is called back."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from xiangli.faces.access import acting, needs
from xiangli.faces.forms import REQUIRED, Once
from xiangli.faces.me import uuid_of
from xiangli.parties.acts.stand_in import call_back, own_hats, set_duty, set_stand_in
from xiangli.parties.errors import NotFound, PartyError
from xiangli.parties.models import Organisation
from xiangli.parties.reads.colleagues import colleagues, duties
from xiangli.parties.reads.staff import offices_of
from xiangli.web.kit.shapes import Link

EVENING, MORNING = time(17, 30), time(8, 30)


class Leave(Once):
    """Who, from which day, to which day; today and one week on are filled in already."""

    person = forms.ChoiceField(label=gettext_lazy("请谁代"), error_messages=REQUIRED)
    since = forms.DateField(
        label=gettext_lazy("从哪天起"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=REQUIRED,
    )
    until = forms.DateField(
        label=gettext_lazy("到哪天（含）"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=REQUIRED,
    )


class Duty(Once):
    """Who is on duty, from when to when."""

    person = forms.ChoiceField(label=gettext_lazy("谁值班"), error_messages=REQUIRED)
    since = forms.DateTimeField(
        label=gettext_lazy("从"), error_messages=REQUIRED,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )  # fmt: skip
    until = forms.DateTimeField(
        label=gettext_lazy("到"), error_messages=REQUIRED,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )  # fmt: skip


@needs("self")
def stand_in(request: HttpRequest) -> HttpResponse:
    """The form: a person and a term, one button."""
    actor, today = acting(request), timezone.localdate()
    people = colleagues(actor=actor, on=today)
    form = Leave(request.POST or None, initial={"since": today, "until": today + timedelta(days=6)})
    choices(form, [(str(person), label) for person, label in people])
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = set_stand_in(
                person=UUID(given["person"]), since=start_of(given["since"]),
                until=start_of(given["until"] + timedelta(days=1)), by=actor, at=timezone.now(), request=form.request_uuid,
            )  # fmt: skip
        except PartyError as wrong:
            form.add_error(wrong.field or None, str(wrong))
        else:
            said = _("设好了：%(who)s 到 %(day)s 替您办。") % {"who": made.by.name, "day": given["until"]}
            messages.success(request, said, extra_tags="good")
            return redirect("me")
    context = {
        "form": form, "title": _("请人代班"), "button": _("就这样"), "back": Link("/me/", _("我的")),
        "words": _("期间您的岗位能办的事她都能办，记录写“她 代 您”。打开封存信息和管理员权限不转交。"),
        "small": _("到期自动停；提前回来，在“我的”里点“到此为止”。"),
    }  # fmt: skip
    return render(request, "faces/plain_form.html", context, status=422 if form.errors else 200)


@needs("self")
def duty(request: HttpRequest) -> HttpResponse:
    """The night duty of one's office: the list, and one more line."""
    actor, now = acting(request), timezone.now()
    offices = offices_of(own_hats(actor))
    if not offices:
        raise Http404
    office = chosen(request, offices)
    today = timezone.localdate()
    first = datetime.combine(today, EVENING)
    form = Duty(
        request.POST or None, initial={"since": first, "until": datetime.combine(today + timedelta(days=1), MORNING)}
    )
    people = [
        (str(actor.person), actor.person_name),
        *((str(p), label) for p, label in colleagues(actor=actor, on=today)),
    ]
    choices(form, people)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            set_duty(organisation=office.id, person=UUID(given["person"]), since=given["since"], until=given["until"],
                     by=actor, at=now, request=form.request_uuid)  # fmt: skip
        except PartyError as wrong:
            form.add_error(wrong.field or None, str(wrong))
        else:
            return redirect(f"{request.path}?office={office.id}")
    context = {
        "form": form, "office": office, "rows": duties(organisation=office.id, at=now), "now": now,
        "links": [Link(f"?office={one.id}", one.name, current=one == office) for one in offices],
    }  # fmt: skip
    return render(request, "faces/duty.html", context, status=422 if form.errors else 200)


@require_POST
@needs("self")
def end(request: HttpRequest, id: UUID) -> HttpResponse:
    """Over from now on."""
    try:
        call_back(
            stand_in=id, by=acting(request), at=timezone.now(), request=uuid_of(request.POST.get("request_id", ""))
        )
    except NotFound as none:
        raise Http404(str(none)) from none
    messages.success(request, _("好，到此为止。"), extra_tags="good")
    return redirect("me")


def chosen(request: HttpRequest, offices: list[Organisation]) -> Organisation:
    """The office asked for, or the first of hers."""
    wanted = request.GET.get("office", "")
    return next((one for one in offices if str(one.id) == wanted), offices[0])


def choices(form: forms.Form, options: list[tuple[str, str]]) -> None:
    """Offer these people, none chosen beforehand: nobody's work is given away by a slip."""
    field: Any = form.fields["person"]
    field.choices = [("", _("请选")), *options]


def start_of(day: date) -> datetime:
    """00:00 of a day here."""
    return timezone.make_aware(datetime.combine(day, time(0)))
