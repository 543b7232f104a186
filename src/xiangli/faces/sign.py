"""Signing in and out of staff: password, then the second factor where one is set; failures are counted and told."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from xiangli.faces import errors
from xiangli.faces.access import home, public
from xiangli.parties.acts.knock import knock
from xiangli.parties.acts.second_factor import check
from xiangli.parties.models import User
from xiangli.parties.reads.actor import PUBLIC, staff
from xiangli.parties.reads.locked import failed_before, is_locked
from xiangli.web import throttle
from xiangli.web.kit.tags import when

TRIES = 8
HALF = "half-signed-in"
"""The session's key between password and code: whose password was right, and until when that counts."""
HALF_FOR = timedelta(minutes=5)
BACKEND = "django.contrib.auth.backends.ModelBackend"


class SignIn(AuthenticationForm):
    """Name and password, in the words of the house."""

    error_messages = {
        "invalid_login": _("用户名或密码不对。再试一次，注意大小写。"),
        "inactive": _("这个账号已停用，请找本单位管理员。"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("用户名")
        self.fields["password"].label = _("密码")
        for name in ("username", "password"):
            self.fields[name].error_messages["required"] = _("请填写这一项。")
        self.fields["username"].widget = forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        )


class SecondCode(forms.Form):
    """The code of the second factor, or a recovery code."""

    code = forms.CharField(
        label=_("验证码"),
        max_length=40,
        help_text=_("手机验证器上的六位数字；手机不在身边，就用一个恢复码。"),
        error_messages={"required": _("请填写这一项。")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false", "autofocus": True}),
    )


@public
def sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password; eight failures of one name from one address close the door for ten minutes."""
    if request.method != "POST":
        form = SignIn(request, initial={"username": request.GET.get("name", "")})
        return render(request, "faces/sign_in.html", {"form": form, "next": request.GET.get("next", "")})
    now, name, after = timezone.now(), request.POST.get("username", ""), request.POST.get("next", "")
    key = throttle.tried(request, "sign-in", name)
    account = User.objects.filter(username=name).first()
    try:
        throttle.check(key, TRIES)
    except throttle.TooManyTries:
        return errors.too_many(request)
    if account and is_locked(account, at=now):
        return errors.locked(request)
    form = SignIn(request, request.POST)
    if not form.is_valid():
        failed(request, key, name, "password", now)
        return render(request, "faces/sign_in.html", {"form": form, "next": after}, status=422)
    user = form.get_user()
    assert isinstance(user, User)
    if staff(user, on=timezone.localdate(), at=now) == PUBLIC:
        form.add_error(None, _("您现在没有在任的岗位，进不来。刚调动的请等管理员办好；其他情况请找本单位管理员。"))
        return render(request, "faces/sign_in.html", {"form": form, "next": after}, status=422)
    throttle.passed(key)
    if user.second_factor_at is not None:
        request.session.cycle_key()
        request.session[HALF] = {"user": user.pk, "until": (now + HALF_FOR).isoformat(), "next": after}
        return redirect("sign-in-code")
    return enter(request, user, after, now)


@public
def code(request: HttpRequest) -> HttpResponse:
    """The second step; a code works once, eight wrong ones close the door like wrong passwords."""
    half, now = request.session.get(HALF), timezone.now()
    if not half or datetime.fromisoformat(half["until"]) < now:
        request.session.pop(HALF, None)
        return redirect("sign-in")
    user = User.objects.get(pk=half["user"])
    if request.method != "POST":
        return render(request, "faces/sign_in_code.html", {"form": SecondCode()})
    key = throttle.tried(request, "sign-in-code", user.username)
    try:
        throttle.check(key, TRIES)
    except throttle.TooManyTries:
        return errors.too_many(request)
    if is_locked(user, at=now):
        return errors.locked(request)
    form = SecondCode(request.POST)
    if form.is_valid() and check(user=user, code=form.cleaned_data["code"], at=now):
        throttle.passed(key)
        del request.session[HALF]
        return enter(request, user, half["next"], now)
    if form.is_valid():
        failed(request, key, user.username, "code", now)
        form.add_error("code", _("验证码不对，或者刚用过。等手机上换了新数字再试。"))
    return render(request, "faces/sign_in_code.html", {"form": form}, status=422)


def failed(request: HttpRequest, key: str, name: str, step: str, now: datetime) -> None:
    """Count a failure for this address and for the account."""
    throttle.failed(key)
    knock(username=name, step=step, taken=False, address=request.META.get("REMOTE_ADDR", ""), at=now)


def enter(request: HttpRequest, user: User, after: str, now: datetime) -> HttpResponse:
    """A fresh session; she is told of attempts that failed since she was last here, then goes where she wanted."""
    count, newest = failed_before(user, at=now)
    knock(username=user.username, step="password", taken=True, address=request.META.get("REMOTE_ADDR", ""), at=now)
    login(request, user, backend=BACKEND)
    if count:
        told = gettext(
            "上次登录以后，有 %(n)s 次用您的用户名没登录成，最近一次在%(at)s。不是您本人，请改密码并告诉安全管理员。"
        )
        messages.warning(request, told % {"n": count, "at": when(newest)}, extra_tags="near")
    if after and url_has_allowed_host_and_scheme(after, allowed_hosts={request.get_host()}):
        return redirect(after)
    return redirect(home(staff(user, on=timezone.localdate(), at=now)))


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("start")
