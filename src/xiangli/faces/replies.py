"""Replies: draft an answer from what was answered before, copy its text in one tap, keep a good one with owner and expiry."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiangli.faces.access import acting, needs
from xiangli.faces.forms import REQUIRED, Once
from xiangli.faces.matter import look
from xiangli.faces.me import uuid_or_none
from xiangli.lists.edition import topics
from xiangli.matters.errors import ActError, BadFields, Forbidden
from xiangli.matters.names import Names
from xiangli.matters.reads.one import Whole
from xiangli.matters.reads.scope import offices
from xiangli.matters.roles import roles
from xiangli.proof.ids import uuid7
from xiangli.replies.acts.keep_reply import drop_reply, keep_reply
from xiangli.replies.models import Reply
from xiangli.replies.reads.draft import draft
from xiangli.replies.reads.kept import expired, kept

YEAR = timedelta(days=365)


def topic_names() -> list[tuple[str, str]]:
    """Topics to choose from, in the page's language."""
    english = get_language() == "en"
    return [("", _("请选")), *((one.id, one.en if english else one.zh) for one in topics().values())]


class Keeping(Once):
    """A reply to be kept."""

    topic = forms.ChoiceField(
        label=gettext_lazy("事由"), choices=topic_names, error_messages={"required": gettext_lazy("请选一项。")}
    )
    title = forms.CharField(label=gettext_lazy("问的是什么"), max_length=120, error_messages=REQUIRED)
    text = forms.CharField(label=gettext_lazy("怎么答"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
                           help_text=gettext_lazy("别写进姓名、电话、门牌；写成谁问都能用的话。"), error_messages=REQUIRED)  # fmt: skip
    basis = forms.CharField(label=gettext_lazy("依据"), max_length=200, required=False)
    until = forms.DateField(
        label=gettext_lazy("用到哪天"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("到期不再自动起草，要有人再看一遍。"),
        error_messages={**REQUIRED, "invalid": gettext_lazy("日期写成 2027-06-30。")},
    )
    matter = forms.UUIDField(required=False, widget=forms.HiddenInput)


@needs("handle")
def draft_answer(request: HttpRequest, id: UUID) -> HttpResponse:
    """The draft beside its sources; the form is the act's own, so what is sent is an answer like any other."""
    whole = look(request, id)
    if "answer" not in whole.procedure.acts(whole.standing.step) or "handler" not in roles(
        acting(request), whole.matter
    ):
        raise PermissionDenied(_("现在还不到答复这一步，或者不归您答复。"))
    found = draft(
        whole=whole, actor=acting(request), on=timezone.localdate(), use=uuid_or_none(request.GET.get("use", ""))
    )
    context = {
        "id": id,
        "title": whole.matter.title,
        "seq": whole.matter.seq,
        "request_id": uuid7(),
        "words": whole.reports[0].text or whole.reports[0].title if whole.reports else "",
        "text": found.text,
        "replies": [{"row": row, "id": f"r{n}", "key": row.id} for n, row in enumerate(found.replies)],
        "sources": [
            {
                "one": one, "id": f"s{n}", "key": one.matter.id, "href": f"/desk/matter/{one.matter.id}/",
                "said": _("相像 %(n)s%%") % {"n": one.percent} + (_("，反映人说解决了") if one.solved else ""),
            }
            for n, one in enumerate(found.sources)
        ],
    }  # fmt: skip
    return render(request, "faces/draft.html", context)


@needs("handle", "sort")
def replies(request: HttpRequest) -> HttpResponse:
    """What is kept as knowledge, with owner and expiry; a form to keep one more, filled from a matter when asked."""
    if request.method == "POST":
        form = Keeping(request.POST)
        if form.is_valid() and keep(request, form):
            messages.add_message(request, messages.SUCCESS, _("收好了，同类的事会拿它起草。"), extra_tags="good")
            return redirect("desk-replies")
        return shown(request, form, status=422)
    asked = uuid_or_none(request.GET.get("from", ""))
    return shown(request, Keeping(initial=from_matter(request, asked) if asked else fresh()))


def fresh() -> dict[str, Any]:
    """What stands in an empty form."""
    return {"until": timezone.localdate() + YEAR}


def from_matter(request: HttpRequest, id: UUID) -> dict[str, Any]:
    """The form filled from a matter's last answer."""
    whole: Whole = look(request, id)
    answer = next((entry for entry in reversed(whole.entries) if entry.verb == "answer"), None)
    text = str(answer.data.get("answer", "")) if answer else ""
    return {**fresh(), "topic": whole.matter.topic, "title": whole.matter.title, "text": text, "matter": id}


def keep(request: HttpRequest, form: Keeping) -> bool:
    """Whether it was kept; if not, the reasons stand beside the fields."""
    given, actor = form.cleaned_data, acting(request)
    mine = offices(actor) or [hat.office for hat in actor.hats]
    owner = next((hat.office for hat in actor.hats if hat.office in mine), mine[0] if mine else "")
    try:
        keep_reply(id=form.request_uuid, topic=given["topic"], title=given["title"], text=given["text"],
                   basis=given["basis"], owner=owner, until=given["until"], matter=given["matter"], by=actor,
                   at=timezone.now())  # fmt: skip
    except Forbidden as wrong:
        raise PermissionDenied(str(wrong)) from wrong
    except BadFields as wrong:
        for error in wrong.errors:
            form.add_error(error.field, error.message)
        return False
    except ActError as wrong:
        form.add_error(None, str(wrong))
        return False
    return True


def shown(request: HttpRequest, form: Keeping, status: int = 200) -> HttpResponse:
    """The page."""
    actor, today = acting(request), timezone.localdate()
    topic = request.GET.get("topic", "")
    rows = kept(actor=actor, topic=topic if topic in topics() else "")
    called = Names([], [row.owner for row in rows])
    drawn = [
        {
            "row": row, "id": f"r{n}", "expired": expired(row, today), "topic": topics()[row.topic].zh if row.topic in topics() else "",
            "owner": called.office(row.owner), "request_id": uuid7(),
        }
        for n, row in enumerate(rows)
    ]  # fmt: skip
    return render(request, "faces/replies.html", {"form": form, "rows": drawn}, status=status)


@require_POST
@needs("handle", "sort")
def drop(request: HttpRequest, id: UUID) -> HttpResponse:
    """Take one out of use."""
    try:
        drop_reply(id=id, by=acting(request), at=timezone.now())
    except Reply.DoesNotExist as none:
        raise Http404 from none
    except Forbidden as wrong:
        raise PermissionDenied(str(wrong)) from wrong
    return redirect("desk-replies")
