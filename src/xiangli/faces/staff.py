"""The system administrator's home: who is here, in, out and moved; reset and unlock; offices. Her acts go on record."""

from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiangli.faces.access import acting, needs
from xiangli.faces.forms import Once
from xiangli.faces.me import uuid_of
from xiangli.faces.rights import said
from xiangli.faces.staff_forms import ChangePost, LastDay, NewOffice, NewPerson, told
from xiangli.parties.acts.account import KINDS, reset, unlock
from xiangli.parties.acts.found_office import found_office
from xiangli.parties.acts.staff import Done, post_added, staff_in, staff_moved, staff_out
from xiangli.parties.errors import NotAllowed, NotFound, PartyError
from xiangli.parties.models import Post
from xiangli.parties.reads.askings import waiting
from xiangli.parties.reads.deeds import deeds_about
from xiangli.parties.reads.locked import locked
from xiangli.parties.reads.staff import Colleague, colleague, organisations, staff_list
from xiangli.web.kit.shapes import Card, Link, Moment


@needs("administer")
def staff(request: HttpRequest) -> HttpResponse:
    """Find a person by name, sign-in or office."""
    actor, now, words = acting(request), timezone.now(), request.GET.get("q", "").strip()[:40]
    gone, today = request.GET.get("show") == "gone", timezone.localdate()
    found = staff_list(actor=actor, on=today, words=words, after=request.GET.get("after", "")[:40], gone=gone)
    shut = locked(at=now)
    asked = waiting(actor=actor, by=actor.person)
    context = {
        "cards": [card(one, shut) for one in found.people], "asked": words, "gone": gone,
        "links": [Link("?", _("在岗"), current=not gone), Link("?show=gone", _("已离岗"), current=gone)],
        "earlier": "/staff/" if request.GET.get("after") else "",
        "later": f"?after={found.after}&q={words}{'&show=gone' if gone else ''}" if found.after else "",
        "said": "", "waiting": asked,
    }  # fmt: skip
    return render(request, "faces/staff.html", context)


def card(one: Colleague, shut: dict[int, int]) -> Card:
    """A person as one card: her posts, and whether her account is shut."""
    user = one.person.user
    assert user is not None
    posts = [f"{post.organisation.name} · {post.name}" for post in one.posts]
    tag = _("账号锁住了") if user.pk in shut else ""
    return Card(f"/staff/{one.person.id}/", f"{one.person.name}（{user.username}）", posts, tag=tag, tone="late")


@needs("administer")
def new(request: HttpRequest) -> HttpResponse:
    """Somebody comes: one form; her first password is shown once."""
    actor, form = acting(request), NewPerson(request.POST or None, initial={"since": timezone.localdate()})
    form.offer(organisations(actor=actor))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            done = staff_in(
                username=given["username"], name=given["name"], post=form.wanted(), by=actor, at=timezone.now(),
                request=form.request_uuid,
            )  # fmt: skip
        except PartyError as wrong:
            told(form, wrong)
        else:
            return handed(request, done)
    context = {
        "form": form, "title": _("新来一个人"), "button": _("办好"), "back": Link("/staff/", _("人员")),
        "small": _("打开封存信息、三员这些强权限，要第二个人在“安全”页同意才生效；其余马上生效。"),
    }  # fmt: skip
    return render(request, "faces/plain_form.html", context, status=422 if form.errors else 200)


def handed(request: HttpRequest, done: Done) -> HttpResponse:
    """What came of it: a password to hand over, or that a second person is waited for."""
    if done.waiting and not done.password:
        messages.info(request, _("强权限已提请第二个人同意。"), extra_tags="info")
    if not done.password:
        return redirect("staff-person", done.person.id)
    user = done.person.user
    context = {
        "rows": [(user.username if user else "", done.person.name, done.password)], "waiting": bool(done.waiting),
        "back": f"/staff/{done.person.id}/",
    }  # fmt: skip
    return render(request, "faces/handed.html", context)


def one(request: HttpRequest, id: UUID) -> Colleague:
    """The person, or 404 for whoever may not see her."""
    try:
        return colleague(actor=acting(request), person=id)
    except NotFound as none:
        raise Http404(str(none)) from none


@needs("administer")
def person(request: HttpRequest, id: UUID) -> HttpResponse:
    """One person: posts, acts, what was done about her."""
    return screen(request, one(request, id))


def screen(
    request: HttpRequest, found: Colleague, *, change: ChangePost | None = None, leave: LastDay | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The page, with the form that was refused still filled in."""
    actor, today, now = acting(request), timezone.localdate(), timezone.now()
    user = found.person.user
    assert user is not None
    change_form = change or ChangePost(initial={"since": today, "kind": "move"})
    change_form.offer(organisations(actor=actor))
    deeds = deeds_about(subject=found.person.id)
    running = [post for post in found.posts if post.until is None or post.until >= today]
    context = {
        "found": found.person, "username": user.username, "posts": [shown(post, today) for post in found.posts],
        "strong": Colleague(found.person, running).strong, "change": change_form, "change_open": change is not None,
        "leave": leave or LastDay(initial={"last_day": today}), "leave_open": leave is not None,
        "locked": user.pk in locked(at=now, users=[user.pk]), "factor": user.second_factor_at, "once": Once(),
        "running": bool(running),
        "moments": [Moment(deed.at, deed.said, deed.actor) for deed in deeds],
    }  # fmt: skip
    return render(request, "faces/staff_person.html", context, status=status)


def shown(post: Post, today: date) -> dict[str, Any]:
    """A post as the page shows it."""
    return {
        "organisation": post.organisation.name, "name": post.name, "since": post.since, "until": post.until,
        "over": post.until is not None and post.until < today,
        "acts": said(post.acts),
    }  # fmt: skip


@require_POST
@needs("administer")
def change(request: HttpRequest, id: UUID) -> HttpResponse:
    """Moved, or one more post."""
    found, form = one(request, id), ChangePost(request.POST)
    form.offer(organisations(actor=acting(request)))
    if form.is_valid():
        do = staff_moved if form.cleaned_data["kind"] == "move" else post_added
        try:
            done = do(person=id, post=form.wanted(), by=acting(request), at=timezone.now(), request=form.request_uuid)
        except PartyError as wrong:
            told(form, wrong)
        else:
            messages.success(request, _("办好了。"), extra_tags="good")
            return handed(request, done)
    return screen(request, found, change=form, status=422)


@require_POST
@needs("administer")
def leave(request: HttpRequest, id: UUID) -> HttpResponse:
    """She leaves; her sign-in opens nothing after the last day."""
    found, form = one(request, id), LastDay(request.POST)
    if form.is_valid():
        try:
            staff_out(
                person=id, last_day=form.cleaned_data["last_day"], by=acting(request), at=timezone.now(),
                request=form.request_uuid,
            )  # fmt: skip
        except PartyError as wrong:
            told(form, wrong)
        else:
            messages.success(request, _("办好了：最后一天过后，她的账号就进不来了。"), extra_tags="good")
            return redirect("staff-person", id)
    return screen(request, found, leave=form, status=422)


@require_POST
@needs("administer")
def account(request: HttpRequest, id: UUID) -> HttpResponse:
    """Unlock, a new password, or a lost phone: one tap each."""
    one(request, id)
    what, once = request.POST.get("what", ""), uuid_of(request.POST.get("request_id", ""))
    actor, now = acting(request), timezone.now()
    try:
        if what == "unlock":
            unlock(person=id, by=actor, at=now, request=uuid5(once, what))
            messages.success(request, _("解锁了，密码没有变。"), extra_tags="good")
            return redirect("staff-person", id)
        if what not in KINDS:
            raise Http404
        done = reset(person=id, kind=what, by=actor, at=now, on=timezone.localdate(), request=uuid5(once, what))
    except NotAllowed as wrong:
        raise PermissionDenied(str(wrong)) from wrong
    if not done.waiting and not done.password:
        messages.success(request, _("办好了。"), extra_tags="good")
    return handed(request, done)


@needs("administer")
def office(request: HttpRequest) -> HttpResponse:
    """A new office."""
    form = NewOffice(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = found_office(
                name=given["name"], line=given["line"], place=given["place"], by=acting(request), at=timezone.now(),
                request=form.request_uuid,
            )  # fmt: skip
        except PartyError as wrong:
            told(form, wrong)
        else:
            messages.success(request, _("单位设好了：%(name)s") % {"name": made.name}, extra_tags="good")
            return redirect("staff")
    context = {"form": form, "title": _("设一个单位"), "button": _("设好"), "back": Link("/staff/", _("人员"))}
    return render(request, "faces/plain_form.html", context, status=422 if form.errors else 200)
