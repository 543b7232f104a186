"""The second factor of one's own account: scan, prove with a first code, keep the recovery codes."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from xiangli.faces import errors
from xiangli.faces.access import acting, home, needs
from xiangli.faces.me import signed_in_user
from xiangli.faces.rights import said
from xiangli.parties.acts.second_factor import address, begin, check, confirm, new_codes, secret_of
from xiangli.parties.errors import PartyError
from xiangli.web import throttle
from xiangli.web.kit.qr import picture

TRIES = 8


class Code(forms.Form):
    """The six digits on the phone."""

    code = forms.CharField(
        label=_("验证码"),
        max_length=40,
        help_text=_("验证器上现在显示的六位数字。"),
        error_messages={"required": _("请填写这一项。")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}),
    )


@needs("self")
def second_factor(request: HttpRequest) -> HttpResponse:
    """Set it up; or, where it is set, give new recovery codes after a code."""
    user, now = signed_in_user(request), timezone.now()
    form, codes = Code(request.POST or None), None
    key = throttle.tried(request, "second-factor", user.username)
    try:
        throttle.check(key, TRIES)
    except throttle.TooManyTries:
        return errors.too_many(request)
    was_set = user.second_factor_at is not None
    if request.method == "POST" and form.is_valid():
        try:
            if not was_set:
                codes = confirm(user=user, code=form.cleaned_data["code"], at=now)
            elif check(user=user, code=form.cleaned_data["code"], at=now):
                codes = new_codes(user=user, at=now)
            else:
                raise PartyError(str(_("验证码不对，或者刚用过。等手机上换了新数字再试。")))
        except PartyError as wrong:
            throttle.failed(key)
            form.add_error("code", str(wrong))
    after = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(after, allowed_hosts={request.get_host()}):
        after = ""
    factor = None if user.second_factor_at else begin(user=user, at=now)
    context = {
        "form": form, "codes": codes, "was_set": was_set,
        "secret": " ".join(secret_of(factor)[i : i + 4] for i in range(0, 32, 4)) if factor else "",
        "withheld": said(acting(request).withheld),
        "after": after or home(acting(request)),
    }  # fmt: skip
    return render(request, "faces/second_factor.html", context, status=422 if form.errors else 200)


@needs("self")
def qr(request: HttpRequest) -> HttpResponse:
    """The picture to be scanned; gone once the factor is confirmed."""
    user = signed_in_user(request)
    if user.second_factor_at is not None:
        raise Http404
    answer = picture(address(begin(user=user, at=timezone.now()), username=user.username))
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
