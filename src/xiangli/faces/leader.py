"""The day of a county on one page for its leader: five figures, three troubles, each down to real matters and papers."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from xiangli.documents.acts.attach import NotAPicture, attach
from xiangli.faces import errors
from xiangli.faces.access import acting, needs
from xiangli.faces.forms import Once
from xiangli.faces.listing import cards, sheet
from xiangli.faces.matter import look
from xiangli.matters.acts.instruct import instruct
from xiangli.matters.errors import ActError, Forbidden
from xiangli.matters.reads.day import FIGURES, behind, day
from xiangli.web.kit import xlsx
from xiangli.web.kit.shapes import Figure

LABELS = {
    "new": gettext_lazy("今日收到"), "ended": gettext_lazy("今日办结"), "open": gettext_lazy("在办"),
    "late": gettext_lazy("已超期"), "near": gettext_lazy("一天内到期"),
}  # fmt: skip
TROUBLES = {
    "longest": gettext_lazy("超期最久"), "many": gettext_lazy("反映的人最多"), "tossed": gettext_lazy("来回最多"),
}  # fmt: skip
TONES = {"late": "late", "near": "near"}
SHEET_ROWS = 2000


class Instruction(Once):
    """One line of a leader, typed or on photographed paper, hung on the matter and brought to who has it."""

    line = forms.CharField(
        label=gettext_lazy("批示"), max_length=200, min_length=2, required=False,
        help_text=gettext_lazy("一句话；可以按键盘上的话筒说。马上到经办人手里，记在经过里。"),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"min_length": gettext_lazy("请写一句话。")},
    )  # fmt: skip
    photo = forms.FileField(
        label=gettext_lazy("纸上批的，拍下来"), required=False,
        help_text=gettext_lazy("JPG、PNG 或 WebP；拍摄地点会自动去掉。"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        data = super().clean() or {}
        if not self.errors and not data.get("line") and not data.get("photo"):
            self.add_error("line", _("请写一句话，或者拍一张照片。"))
        return data


@needs("instruct")
def today(request: HttpRequest) -> HttpResponse:
    """The page."""
    return shown(request)


def shown(request: HttpRequest, refused: tuple[UUID, Instruction] | None = None, status: int = 200) -> HttpResponse:
    """The day, with a line that was refused still in its box."""
    actor, now = acting(request), timezone.now()
    found = day(actor=actor, at=now, acts=("instruct",))
    rows = cards([one.matter for one in found.troubles], now)
    troubles = [
        {
            "why": TROUBLES[one.why], "card": shape, "id": one.matter.id,
            "form": refused[1] if refused and refused[0] == one.matter.id else Instruction(auto_id=f"{one.why}-%s"),
            "open": refused is not None and refused[0] == one.matter.id,
        }
        for one, shape in zip(found.troubles, rows, strict=True)
    ]  # fmt: skip
    context: dict[str, Any] = {
        "now": now,
        "figures": [
            Figure(str(LABELS[name]), found.figures[name], f"/leader/{name}/", TONES.get(name, "") if found.figures[name] else "")
            for name in FIGURES
        ],
        "troubles": troubles,
    }  # fmt: skip
    return render(request, "faces/leader.html", context, status=status)


@needs("instruct")
def figure(request: HttpRequest, name: str) -> HttpResponse:
    """What one figure counts: the matters themselves."""
    if name not in FIGURES:
        raise Http404(name)
    actor, now, title = acting(request), timezone.now(), str(LABELS[name])
    if request.GET.get("as") == "xlsx":
        return xlsx.answer(sheet(behind(actor=actor, at=now, figure=name, limit=SHEET_ROWS), title, now), title)
    rows = behind(actor=actor, at=now, figure=name)
    return render(request, "faces/figure.html", {"title": title, "cards": cards(rows, now)})


@require_POST
@needs("instruct")
def write(request: HttpRequest, id: UUID) -> HttpResponse:
    """Hang her line on the matter."""
    form, now = Instruction(request.POST, request.FILES), timezone.now()
    if not form.is_valid():
        return shown(request, (id, form), status=422)
    try:
        instruct(matter=id, line=form.cleaned_data["line"], photo=kept(request, id, form, now), by=acting(request),
                 at=now, request=form.request_uuid)  # fmt: skip
    except NotAPicture as wrong:
        form.add_error("photo", str(wrong))
        return shown(request, (id, form), status=422)
    except Forbidden as wrong:
        raise PermissionDenied(str(wrong)) from wrong
    except ActError as wrong:
        if wrong.status == 404:
            raise Http404(str(wrong)) from wrong
        return errors.conflict(request, str(wrong), "/leader/")
    messages.add_message(request, messages.INFO, _("批示已经送到经办人，记在经过里。"), extra_tags="good")
    return redirect("/leader/")


def kept(request: HttpRequest, id: UUID, form: Instruction, at: datetime) -> str:
    """The id of her photo, hung on the matter; '' for none. Raises NotAPicture; 404 for a matter she may not see."""
    sent = form.cleaned_data["photo"]
    if not sent:
        return ""
    county = look(request, id).matter.county
    return str(attach(report=id, county=county, name=sent.name or "photo", content=sent.read(), at=at).id)
