"""How I am told: a person's channels beside these pages, with her quiet hours; and her office's group."""

from datetime import time
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from xiangli.faces.access import acting, needs
from xiangli.faces.forms import REQUIRED, Once
from xiangli.faces.me import uuid_of
from xiangli.notices.acts.choose_way import choose_way, end_way
from xiangli.notices.channels import CHANNELS
from xiangli.notices.errors import NoticeError
from xiangli.notices.models import Way
from xiangli.notices.reads.ways import ways
from xiangli.parties.errors import PartyError
from xiangli.proof.ids import uuid7


class WayForm(Once):
    """Channel, address, and when to be left in peace."""

    channel = forms.ChoiceField(
        label=gettext_lazy("用什么通知"),
        choices=[(key, channel.name) for key, channel in CHANNELS.items()],
        error_messages=REQUIRED,
    )
    address = forms.CharField(
        label=gettext_lazy("号码或地址"),
        help_text=gettext_lazy("短信填手机号，邮件填邮箱，企业微信和钉钉填群机器人的 key。封存保管，只在发送时打开。"),
        max_length=200,
        error_messages=REQUIRED,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    office = forms.ChoiceField(label=gettext_lazy("通知谁"), required=False)
    quiet_from = forms.TimeField(
        label=gettext_lazy("从几点起不打扰"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    quiet_to = forms.TimeField(
        label=gettext_lazy("到几点"),
        help_text=gettext_lazy("这段时间的通知等到点再发。都不填就随时发。"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )


@needs("self")
def mine(request: HttpRequest) -> HttpResponse:
    """The ways there are, and the form for one more."""
    actor = acting(request)
    form = WayForm(request.POST or None, initial={"quiet_from": time(21), "quiet_to": time(8)})
    offices = {hat.office: hat.organisation for hat in (*actor.hats, *actor.others) if "@" in hat.office}
    form.fields["office"].choices = [  # type: ignore[attr-defined]
        ("", _("我本人")), *((office, _("%(name)s的群") % {"name": name}) for office, name in offices.items())
    ]  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            choose_way(
                channel=given["channel"], address=given["address"], office=given["office"], by=actor, at=timezone.now(),
                request=form.request_uuid, quiet_from=minutes(given["quiet_from"]), quiet_to=minutes(given["quiet_to"]),
            )  # fmt: skip
        except (NoticeError, PartyError) as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
        else:
            messages.success(request, _("记下了，以后的通知也走这里。"), extra_tags="good")
            return redirect("my-ways")
    rows = [
        (one, CHANNELS[one.channel].name, offices.get(one.office, ""), quiet(one), uuid7()) for one in ways(actor=actor)
    ]
    return render(request, "faces/ways.html", {"form": form, "rows": rows}, status=422 if form.errors else 200)


@require_POST
@needs("self")
def end(request: HttpRequest, id: UUID) -> HttpResponse:
    """No more by this way."""
    end_way(way=id, by=acting(request), at=timezone.now(), request=uuid_of(request.POST.get("request_id", "")))
    messages.success(request, _("不再走这里。"), extra_tags="good")
    return redirect("my-ways")


def minutes(given: time | None) -> int:
    """Minutes of the day; 0 where nothing was given."""
    return given.hour * 60 + given.minute if given else 0


def quiet(one: Way) -> str:
    """The quiet hours in words; empty where there are none."""
    if one.quiet_from == one.quiet_to:
        return ""
    said = {
        "a": f"{one.quiet_from // 60:02}:{one.quiet_from % 60:02}",
        "b": f"{one.quiet_to // 60:02}:{one.quiet_to % 60:02}",
    }
    return _("%(a)s 到 %(b)s 不打扰") % said
