"""Copy back: a matter in the fields of the outer systems it belongs to, in their order; one tap says it was keyed in there."""

from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from xiangli.bridge.acts.key_in import MOST_MINUTES, key_in
from xiangli.bridge.reads.copy_back import Sheet, sheets
from xiangli.faces.access import acting, needs
from xiangli.faces.forms import Once, Purpose
from xiangli.faces.matter import look
from xiangli.faces.words import names_for
from xiangli.matters.acts.unseal import unseal
from xiangli.matters.errors import ActError, BadFields, Forbidden
from xiangli.matters.reads.one import Whole
from xiangli.web.kit.shapes import ClockFace, clock_state
from xiangli.web.kit.tags import when


class Keying(Once):
    """That a matter was put into an outer system: under which number, and how many minutes it took."""

    report = forms.UUIDField(widget=forms.HiddenInput)
    system = forms.SlugField(widget=forms.HiddenInput)
    number = forms.CharField(
        label=gettext_lazy("对方系统里的编号"),
        max_length=80,
        error_messages={"required": gettext_lazy("请填对方系统给的编号。")},
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("花了几分钟"),
        min_value=0,
        max_value=MOST_MINUTES,
        help_text=gettext_lazy("只用来算重复录入的负担，不看是谁录的。"),
        error_messages={"required": gettext_lazy("写个大概的数就行。"), "invalid": gettext_lazy("只写数字。")},
    )


@needs("handle", "sort")
def copy_back(request: HttpRequest, id: UUID) -> HttpResponse:
    """The page."""
    return shown(request, look(request, id))


def shown(
    request: HttpRequest,
    whole: Whole,
    *,
    opened: dict[UUID, dict[str, str]] | None = None,
    purpose: Purpose | None = None,
    sent: Keying | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page with what was opened, or with the form that was refused still filled in."""
    now = timezone.now()
    found = sheets(whole=whole, opened=opened or {}, called=names_for(whole))
    drawn = [panel(n, one, now, sent) for n, one in enumerate(found)]
    context = {
        "id": whole.matter.id,
        "title": whole.matter.title,
        "number": whole.matter.number,
        "sheets": drawn,
        "sealed": any(box.sealed for one in found for box in one.boxes),
        "opened": bool(opened),
        "purpose": purpose or Purpose(),
    }
    return render(request, "faces/copy_back.html", context, status=status)


def panel(n: int, one: Sheet, now: Any, sent: Keying | None) -> dict[str, Any]:
    """One outer system's fields as the page draws them."""
    form = sent if sent and str(sent.data.get("report")) == str(one.report) and (
        sent.data.get("system") == one.bridge.bridge) else None  # fmt: skip
    if form is None:
        form = Keying(initial={"report": one.report, "system": one.bridge.bridge, "number": one.number,
                               "minutes": one.bridge.minutes}, auto_id=f"k{n}-%s")  # fmt: skip
    due = one.ticket.outer_due if one.ticket and one.ticket.back_at is None else None
    boxes = [
        {
            "id": f"c{n}-{m}", "label": box.label, "text": box.text,
            "hint": _("超过对方的字数，后面的没有带上") if box.cut else box.hint,
            "empty": _("密封着，写明用途打开后可以复制") if box.sealed else _("还没有"),
        }
        for m, box in enumerate(one.boxes)
        if box.text or box.sealed or not box.hint
    ]  # fmt: skip
    return {
        "name": one.bridge.name.zh,
        "number": one.number,
        "clock": ClockFace(due, clock_state(due, now), one.bridge.name.zh) if due else None,
        "boxes": boxes,
        "by_hand": [(box.label, box.hint) for box in one.boxes if box.hint and not box.text and not box.sealed],
        "whole": "\n".join(f"{box.label}：{box.text}" for box in one.boxes if box.text),
        "whole_id": f"c{n}-all",
        "form": form,
        "keyed": [
            _("%(when)s 已录入，%(n)s 分钟") % {"when": when(k.at), "n": k.minutes}
            if k.way == "hand"
            else _("%(when)s 已随表交回") % {"when": when(k.at)}
            for k in one.keyed
        ],
    }


@require_POST
@needs("unseal")
def copy_open(request: HttpRequest, id: UUID) -> HttpResponse:
    """Open what is sealed for a stated purpose, so that it can be copied too; on record, and the person sees it."""
    whole, form = look(request, id), Purpose(request.POST)
    if not form.is_valid():
        return shown(request, whole, purpose=form, status=422)
    opened: dict[UUID, dict[str, str]] = {}
    for report in whole.reports:
        if report.reporter is None:
            continue
        try:
            opened[report.id] = unseal(report=report.id, purpose=form.cleaned_data["purpose"], by=acting(request),
                                       at=timezone.now(), request=uuid5(form.request_uuid, str(report.id)))  # fmt: skip
        except Forbidden as wrong:
            raise PermissionDenied(str(wrong)) from wrong
        except ActError as wrong:
            form.add_error("purpose", str(wrong))
            return shown(request, whole, purpose=form, status=422)
    return shown(request, look(request, id), opened=opened)


@require_POST
@needs("handle", "sort")
def keyed(request: HttpRequest, id: UUID) -> HttpResponse:
    """Note that it was keyed in; sent twice it is one entry."""
    whole, form = look(request, id), Keying(request.POST)
    if not form.is_valid():
        if {"report", "system", "request_id"} & set(form.errors):
            raise Http404
        return shown(request, whole, sent=form, status=422)
    given = form.cleaned_data
    try:
        key_in(matter=id, report=given["report"], system=given["system"], number=given["number"],
               minutes=given["minutes"], by=acting(request), at=timezone.now(), request=form.request_uuid)  # fmt: skip
    except Forbidden as wrong:
        raise PermissionDenied(str(wrong)) from wrong
    except BadFields as wrong:
        for error in wrong.errors:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        return shown(request, whole, sent=form, status=422)
    except ActError as wrong:
        form.add_error(None, str(wrong))
        return shown(request, whole, sent=form, status=wrong.status)
    messages.add_message(request, messages.SUCCESS, _("记下了：已录入。"), extra_tags="good")
    return redirect("copy-back", id)
