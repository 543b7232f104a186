"""The channels of notices for the system administrator: set their gateways, see what failed, have it tried again."""

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
from xiangli.notices.acts.retry import retry
from xiangli.notices.acts.set_gateway import set_gateway
from xiangli.notices.channels import CHANNELS
from xiangli.notices.errors import NoticeError
from xiangli.notices.reads.state import channel_states, failed
from xiangli.parties.errors import PartyError
from xiangli.proof.ids import uuid7
from xiangli.web.kit.shapes import Column, Link, Table
from xiangli.web.kit.tags import when


class GatewayForm(Once):
    """Where the door stands; the secret is written, never shown."""

    url = forms.CharField(label=gettext_lazy("地址"), max_length=200, error_messages=REQUIRED)
    sender = forms.CharField(
        label=gettext_lazy("发件人或签名"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("邮件写发件邮箱，短信写签名。"),
    )
    secret = forms.CharField(
        label=gettext_lazy("密钥"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("短信写令牌，邮件写“用户名:密码”。不填就用原来的；写进去以后谁也看不到。"),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    open = forms.BooleanField(label=gettext_lazy("打开"), required=False)


def here(request: HttpRequest) -> str:
    """The county whose channels she sees to."""
    return acting(request).hats[0].places[0][:6]


@needs("administer")
def gateways(request: HttpRequest) -> HttpResponse:
    """All channels with their counts of the week, and what failed."""
    now = timezone.now()
    rows = [
        (one, CHANNELS[one.channel].name, uuid7())
        for one in channel_states(county=here(request), channels=list(CHANNELS), at=now)
    ]
    lost = failed(county=here(request), at=now)
    table = Table(
        _("近七天没发出去的"),
        [Column(_("时间")), Column(_("通道")), Column(_("试过几次"), True), Column(_("为什么"))],
        [[when(one.made_at), str(CHANNELS[one.channel].name), one.tries, one.error] for one in lost],
    )
    return render(request, "faces/gateways.html", {"rows": rows, "table": table})


@needs("administer")
def gateway(request: HttpRequest, channel: str) -> HttpResponse:
    """One channel's form."""
    if channel not in CHANNELS:
        raise Http404
    state = channel_states(county=here(request), channels=[channel], at=timezone.now())[0].gateway
    held = {"url": state.url, "sender": state.sender, "open": state.open} if state else {"url": CHANNELS[channel].place}
    form = GatewayForm(request.POST or None, initial=held)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("url", "sender", "secret", "open")}
        try:
            set_gateway(channel=channel, **given, by=acting(request), at=timezone.now(), request=form.request_uuid)
        except (NoticeError, PartyError) as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
        else:
            messages.success(request, _("通道设好了。"), extra_tags="good")
            return redirect("gateways")
    context = {"form": form, "title": CHANNELS[channel].name, "button": _("记下"),
               "back": Link("/staff/gateways/", _("通知的通道"))}  # fmt: skip
    return render(request, "faces/plain_form.html", context, status=422 if form.errors else 200)


@require_POST
@needs("administer")
def again(request: HttpRequest, channel: str) -> HttpResponse:
    """Try again what failed in one channel."""
    once = uuid_of(request.POST.get("request_id", ""))
    many = retry(channel=channel, by=acting(request), at=timezone.now(), request=once)
    messages.success(request, _("%(n)s 条重新排队，马上再发。") % {"n": many}, extra_tags="good")
    return redirect("gateways")
