"""Kept views of the desk's list, and the page that says what the keys do."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiangli.faces.access import acting, needs
from xiangli.faces.bulk import request_id
from xiangli.faces.desk import PAGE
from xiangli.parties.acts.save_view import TooManyViews, drop_view, save_view
from xiangli.web.kit.shapes import Column, Table

LONGEST = 400


@require_POST
@needs("handle", "sort")
def save(request: HttpRequest) -> HttpResponse:
    """Keep the list as it is narrowed now, under a name of one's own."""
    name = " ".join(request.POST.get("name", "").split())[:20]
    query = QueryDict(request.POST.get("query", "")[: LONGEST * 3], mutable=True)
    for passing in ("after", "as"):
        query.pop(passing, None)
    wanted, person = query.urlencode(), acting(request).person
    if not name or not any(c.isalnum() for c in name):
        say(request, _("给它起个名字（最多二十个字）。"), "bad")
    elif not wanted or len(wanted) > LONGEST or person is None:
        say(request, _("先选好条件，再存成常用筛选。"), "bad")
    else:
        try:
            save_view(person=person, page=PAGE, name=name, query=wanted, at=timezone.now(), id=request_id(request))
            say(request, _("已存成“%(name)s”，下次点一下就到。") % {"name": name}, "good")
        except TooManyViews as many:
            say(request, str(many), "bad")
    return redirect(f"/desk/?{wanted}")


def say(request: HttpRequest, words: str, kind: str) -> None:
    """A message on the next page."""
    messages.add_message(request, messages.INFO, words, extra_tags=kind)


@require_POST
@needs("handle", "sort")
def drop(request: HttpRequest, id: UUID) -> HttpResponse:
    """Keep it no longer."""
    if person := acting(request).person:
        drop_view(person=person, id=id)
    return redirect("/desk/")


@needs("handle", "sort")
def keys(request: HttpRequest) -> HttpResponse:
    """What each key does."""
    rows = [
        ("J", _("下一件")), ("K", _("上一件")), ("Enter", _("打开这一件")), ("X", _("选中或取消这一件")),
        ("/", _("到查找框")), ("A", _("人工分办页：按第一个建议分派")), ("B", _("人工分办页：按第二个建议分派")),
        ("E", _("选中的几件一起签收")), ("N", _("记一件事")), ("?", _("看这一页")),
    ]  # fmt: skip
    table = Table(_("列表上的键"), [Column(_("键")), Column(_("做什么"))], rows)
    return render(request, "faces/keys.html", {"table": table})
