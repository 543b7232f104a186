"""One's own page: posts and which one works in, stand-ins, password, second factor, and who tried to sign in."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from xiangli.faces.access import acting, home, needs
from xiangli.faces.rights import said
from xiangli.parties.acts.password import change_password
from xiangli.parties.acts.stand_in import own_hats
from xiangli.parties.errors import PartyError
from xiangli.parties.models import StandIn, User
from xiangli.parties.reads.actor import Actor, Hat
from xiangli.parties.reads.colleagues import stand_ins
from xiangli.parties.reads.locked import recent_knocks
from xiangli.proof.ids import uuid7
from xiangli.web.kit.shapes import Column, Link, Table
from xiangli.web.kit.tags import when
from xiangli.web.middleware.actor import WORN


def signed_in_user(request: HttpRequest) -> User:
    """The sign-in behind a page that only staff reach."""
    assert isinstance(request.user, User)
    return request.user


@needs("self")
def me(request: HttpRequest) -> HttpResponse:
    """The page."""
    actor, now, user = acting(request), timezone.now(), signed_in_user(request)
    every = sorted((*actor.hats, *actor.others), key=lambda hat: (hat.until is not None, hat.key))
    context = {
        "who": actor.person_name,
        "hats": [worn(hat, actor) for hat in every],
        "several": len(every) > 1,
        "all_worn": not actor.worn,
        "stands": [stand(one, actor, now) for one in stand_ins(actor=actor, at=now)],
        "may_set": bool(own_hats(actor)),
        "factor_at": user.second_factor_at,
        "withheld": said(actor.withheld),
        "knocks": Table(
            _("最近十次登录"),
            [Column(_("时间")), Column(_("结果")), Column(_("从哪里"))],
            [[when(one.at), _("登录成功") if one.taken else _("没有成功"), one.address] for one in recent_knocks(user)],
        ),
    }
    return render(request, "faces/me.html", context)


def worn(hat: Hat, actor: Actor) -> dict[str, Any]:
    """A post as the page shows it, with the button that chooses it."""
    return {
        "key": hat.key, "name": hat.name, "organisation": hat.organisation, "for": hat.stands_for, "until": hat.until,
        "acts": said(hat.acts), "current": hat.key == actor.worn,
    }  # fmt: skip


def stand(one: StandIn, actor: Actor, now: datetime) -> dict[str, Any]:
    """A stand-in as one line with its button."""
    if one.organisation:
        words = _("%(who)s 在%(where)s值班") % {"who": one.by.name, "where": one.organisation.name}
    else:
        words = _("%(by)s 替 %(of)s 代班") % {"by": one.by.name, "of": one.of.name if one.of else ""}
    return {
        "id": one.id, "said": words, "since": one.since, "until": one.until, "request_id": uuid7(),
        "runs": one.since <= now, "mine": one.of_id == actor.person,
    }  # fmt: skip


@require_POST
@needs("self")
def wear(request: HttpRequest) -> HttpResponse:
    """Work in one post only, or in all again; every act is recorded with the post used either way."""
    actor, key = acting(request), request.POST.get("post", "")
    if key and key not in {hat.key for hat in (*actor.hats, *actor.others)}:
        raise Http404
    if key:
        request.session[WORN] = key
    else:
        request.session.pop(WORN, None)
    back = request.POST.get("next", "")
    safe = back and url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    chosen = [hat for hat in (*actor.hats, *actor.others) if hat.key == key]
    if safe:
        return redirect(back)
    return redirect(home(Actor("post", actor.name, hats=tuple(chosen))) if chosen else "/me/")


class Password(forms.Form):
    """The old and the new one."""

    old = forms.CharField(
        label=gettext_lazy("现在的密码"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": gettext_lazy("请填写这一项。")},
    )
    new = forms.CharField(
        label=gettext_lazy("新密码"),
        help_text=gettext_lazy("至少十个字符；三四个不相干的词连起来就好记又难猜。"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": gettext_lazy("请填写这一项。")},
    )


@needs("self")
def password(request: HttpRequest) -> HttpResponse:
    """Change one's password; asked for first where somebody else had given it."""
    user, form = signed_in_user(request), Password(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_password(user=user, at=timezone.now(), **form.cleaned_data)
        except PartyError as wrong:
            form.add_error(wrong.field or None, str(wrong))
        else:
            update_session_auth_hash(request, user)
            messages.success(request, _("密码改好了，下次用新密码登录。"), extra_tags="good")
            return redirect("me")
    context = {
        "form": form, "title": _("改密码"), "button": _("改密码"), "back": Link("/me/", _("我的")),
        "words": _("现在的密码是别人给的，先改成只有您知道的。") if user.must_change else "",
    }  # fmt: skip
    return render(request, "faces/plain_form.html", context, status=422 if form.errors else 200)


def uuid_of(text: str) -> UUID:
    """A UUID from a form, or 404."""
    found = uuid_or_none(text)
    if found is None:
        raise Http404
    return found


def uuid_or_none(text: str) -> UUID | None:
    """A UUID from an address, if it is one."""
    try:
        return UUID(text)
    except ValueError:
        return None
