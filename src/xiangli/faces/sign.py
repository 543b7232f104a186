"""Signing in and out of staff; failures are counted, a success starts a fresh session."""

from typing import Any

from django import forms
from django.contrib.auth import login, logout
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from xiangli.faces import errors
from xiangli.faces.access import home, public
from xiangli.parties.reads.actor import staff
from xiangli.web import throttle

TRIES = 8


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


@public
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page; eight failures of one name from one address close the door for ten minutes."""
    if request.method != "POST":
        return render(
            request,
            "faces/sign_in.html",
            {
                "form": SignIn(request, initial={"username": request.GET.get("name", "")}),
                "next": request.GET.get("next", ""),
            },
        )
    key = throttle.tried(request, "sign-in", request.POST.get("username", ""))
    try:
        throttle.check(key, TRIES)
    except throttle.TooManyTries:
        return errors.too_many(request)
    form = SignIn(request, request.POST)
    if not form.is_valid():
        throttle.failed(key)
        return render(request, "faces/sign_in.html", {"form": form, "next": request.POST.get("next", "")}, status=422)
    throttle.passed(key)
    login(request, form.get_user())
    after = request.POST.get("next", "")
    if after and url_has_allowed_host_and_scheme(after, allowed_hosts={request.get_host()}):
        return redirect(after)
    return redirect(home(staff(form.get_user(), on=timezone.localdate())))


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("start")
