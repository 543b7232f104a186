"""The security administrator's home: what waits for a second person, keys, locks, who may open sealed data."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiangli.faces.access import acting, home, needs
from xiangli.faces.me import uuid_of
from xiangli.faces.rights import said
from xiangli.faces.sign import TRIES
from xiangli.parties.acts.second_person import rule
from xiangli.parties.errors import NotAllowed, NotFound, PartyError
from xiangli.parties.reads.askings import waiting
from xiangli.parties.reads.holders import Holder, holders
from xiangli.parties.reads.locked import MOST_FAILED, WINDOW, failed_counts
from xiangli.parties.rights import ADMINISTRATORS
from xiangli.places.reads.names import names
from xiangli.proof.ids import uuid7
from xiangli.vault.reads.key_state import KeyFile, county_keys, key_files
from xiangli.web import throttle
from xiangli.web.kit.shapes import Column, Table
from xiangli.web.kit.tags import when


@needs("secure")
def security(request: HttpRequest) -> HttpResponse:
    """The page."""
    actor, now, today = acting(request), timezone.now(), timezone.localdate()
    held = holders(actor=actor, on=today)
    keys = county_keys()
    called = names(county for county, _at in keys)
    context = {
        "askings": [(one, uuid7()) for one in waiting(actor=actor)],
        "bare": sum(1 for one in held if one.factor_at is None and waits(one)),
        "files": Table(
            _("密钥文件"), [Column(_("文件")), Column(_("在不在")), Column(_("只有本用户可读"))], [file(one) for one in key_files()]
        ),
        "keys": Table(
            _("各县封存密钥"), [Column(_("县")), Column(_("建立"))], [[called[county], when(at)] for county, at in keys]
        ),
        "failed": Table(
            _("近七天没登录成的"),
            [Column(_("用户名")), Column(_("姓名")), Column(_("次数"), True), Column(_("最近"))],
            [[username, name, n, when(newest)] for username, name, n, newest in failed_counts(at=now)],
        ),
        "limits": [
            (_("同一地址"), _("%(n)s 次不对，停 %(m)s 分钟") % {"n": TRIES, "m": throttle.WINDOW_SECONDS // 60}),
            (_("同一账号"), _("%(n)s 次不对，锁 %(m)s 分钟") % {"n": MOST_FAILED, "m": WINDOW.seconds // 60}),
            (_("第二道验证"), said(settings.SECOND_FACTOR_FOR)),
        ],
        "openers": openers(_("谁能打开封存的信息"), [one for one in held if "unseal" in one.acts]),
        "administrators": openers(_("三员"), [one for one in held if set(one.acts) & set(ADMINISTRATORS)]),
    }  # fmt: skip
    return render(request, "faces/security.html", context)


def waits(one: Holder) -> bool:
    """Whether one of her rights asks for a second factor."""
    return any(act in settings.SECOND_FACTOR_FOR for act in one.acts)


def file(one: KeyFile) -> list[object]:
    """A key file in words."""
    return [one.name, _("在") if one.there else _("不在"), _("是") if one.closed else _("否")]


def openers(caption: str, rows: list[Holder]) -> Table:
    """People with strong rights, and how their accounts stand."""
    columns = [Column(_("姓名")), Column(_("单位")), Column(_("权限")), Column(_("第二道验证"))]
    cells = [
        [f"{one.name}（{one.username}）", f"{one.organisation} · {one.post}", said(one.acts),
         _("已设") if one.factor_at else _("没有设，权限用不了") if waits(one) else _("没有设")]
        for one in rows
    ]  # fmt: skip
    return Table(caption, columns, cells)


@require_POST
@needs("secure", "audit")
def ruled(request: HttpRequest, id: UUID) -> HttpResponse:
    """Agree or not; a reset agreed to shows the new password to the one who agreed, once."""
    grant = request.POST.get("grant")
    if grant not in ("yes", "no"):
        raise Http404
    once = uuid_of(request.POST.get("request_id", ""))
    try:
        done = rule(asking=id, grant=grant == "yes", by=acting(request), at=timezone.now(), request=once)
    except NotFound as none:
        raise Http404(str(none)) from none
    except NotAllowed as wrong:
        raise PermissionDenied(str(wrong)) from wrong
    except PartyError as wrong:
        messages.error(request, str(wrong), extra_tags="bad")
        return redirect(home(acting(request)))
    if done.password:
        user = done.asking.person.user
        rows = [(user.username if user else "", done.asking.person.name, done.password)]
        return render(request, "faces/handed.html", {"rows": rows, "back": home(acting(request))})
    words = _("同意了，马上生效。") if done.asking.granted else _("没有同意，什么也没有变。")
    messages.success(request, words, extra_tags="good")
    return redirect(home(acting(request)))
