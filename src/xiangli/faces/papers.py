"""The papers of a matter as Word files: downloaded, filled with what is sealed for a purpose, and the answer taken back."""

from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid5

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiangli.documents.word.reading import NotWord, typed
from xiangli.documents.word.write import KIND
from xiangli.faces.access import acting, needs
from xiangli.faces.act_form import act_form, named
from xiangli.faces.follow import by_code
from xiangli.faces.forms import Once
from xiangli.faces.matter import look, screen
from xiangli.faces.paper_panel import Edited
from xiangli.law.language import NotAllowed
from xiangli.matters.acts.unseal import unseal
from xiangli.matters.errors import ActError, Forbidden
from xiangli.matters.reads.followed import Followed
from xiangli.matters.reads.one import Whole
from xiangli.matters.reads.papers import NoSuchPaper, Sheet, draft, filled, sheet
from xiangli.proof.ids import uuid7
from xiangli.web.kit.tags import when


class Filling(Once):
    """What a paper leaves to a person: the lines written by hand, and the purpose for which sealed values are opened."""

    def __init__(self, one: Sheet, whole: Whole, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in one.paper.drawn_from("hand"):
            label = one.paper.fields[name].name
            assert label is not None
            self.fields[f"hand_{name}"] = forms.CharField(
                label=named(label), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
            )
        told = [report for report in whole.reports if report.reporter]
        if one.paper.drawn_from("sealed") and told:
            if len(told) > 1:
                options = [(str(report.id), f"{when(report.received_at)} {report.title[:20]}") for report in told]
                self.fields["report"] = forms.ChoiceField(label=_("写给哪一位反映人"), choices=options)
            self.fields["purpose"] = forms.CharField(
                label=_("要印上姓名电话，写明用途"),
                required=False,
                min_length=4,
                max_length=200,
                help_text=_("会记录在案，反映人看得到。不写，就留空由您手填。"),
                error_messages={"min_length": _("理由太短，写清楚为什么要看。")},
            )
        self.told = told

    def by_hand(self) -> dict[str, str]:
        """The lines written by hand, by field."""
        return {k[5:]: v.strip() for k, v in self.cleaned_data.items() if k.startswith("hand_") and v.strip()}


def attachment(content: bytes, name: str) -> HttpResponse:
    """A file to keep, under its Chinese name (RFC 6266)."""
    disposition = f"attachment; filename=\"paper.docx\"; filename*=UTF-8''{quote(name)}"
    return HttpResponse(
        content, content_type=KIND, headers={"Content-Disposition": disposition, "Cache-Control": "no-store"}
    )


def found(request: HttpRequest, id: UUID, seq: int, paper: str) -> tuple[Whole, Sheet]:
    """The matter and one of its papers, or 404."""
    whole = look(request, id)
    try:
        return whole, sheet(whole, paper=paper, seq=seq)
    except NoSuchPaper as none:
        raise Http404(str(none)) from none


@needs("handle", "sort", "oversee")
def download(request: HttpRequest, id: UUID, seq: int, paper: str) -> HttpResponse:
    """The paper with nothing opened: names and phone numbers are left to the pen."""
    whole, one = found(request, id, seq, paper)
    return attachment(filled(whole, one), one.file_name(whole.matter.number))


@needs("handle", "sort", "oversee")
def fill(request: HttpRequest, id: UUID, seq: int, paper: str) -> HttpResponse:
    """The form of what the paper leaves open; then the paper."""
    whole, one = found(request, id, seq, paper)
    form = Filling(one, whole, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            more = form.by_hand() | opened(request, form)
            return attachment(filled(whole, one, more=more), one.file_name(whole.matter.number))
        except Forbidden as wrong:
            raise PermissionDenied(str(wrong)) from wrong
        except ActError as wrong:
            form.add_error("purpose", str(wrong))
    context = {"form": form, "name": named(one.paper.name), "matter": whole.matter, "id": id}
    return render(request, "faces/paper_form.html", context, status=422 if form.errors else 200)


def opened(request: HttpRequest, form: Filling) -> dict[str, str]:
    """The sealed values of the reporter chosen, opened for the purpose given; none without one."""
    purpose = form.cleaned_data.get("purpose", "")
    if not purpose:
        return {}
    report = UUID(form.cleaned_data.get("report") or str(form.told[0].id))
    return unseal(
        report=report,
        purpose=purpose,
        by=acting(request),
        at=timezone.now(),
        request=uuid5(form.request_uuid, str(report)),
    )


@needs("handle", "sort")
def answer_draft(request: HttpRequest, id: UUID) -> HttpResponse:
    """The answer as a Word file to be written or improved there; the draft page posts the words it begins with."""
    whole = look(request, id)
    begun = request.POST.get("answer", "").strip()[:2000]
    try:
        content = draft(
            whole, answer=begun or "（请在这里写答复。这一段的样式不要换，交回来时只读这几段。）", at=timezone.now()
        )
    except NoSuchPaper as none:
        raise Http404(str(none)) from none
    return attachment(content, f"{whole.matter.number} 答复草稿.docx")


@require_POST
@needs("handle", "sort")
def answer_from_word(request: HttpRequest, id: UUID) -> HttpResponse:
    """Read the edited file and put its words into the answer's form; they are sent only when she sends them."""
    whole = look(request, id)
    edited = Edited(request.POST, request.FILES)
    try:
        if not edited.is_valid():
            raise NotWord(str(edited.errors["file"][0]))
        text = typed(edited.cleaned_data["file"].read())
        form = act_form(
            whole.procedure, whole.standing.step, "answer", data={"answer": text, "request_id": str(uuid7())}
        )
    except NotWord as wrong:
        messages.error(request, str(wrong), extra_tags="bad")
        return screen(request, whole, status=422)
    except NotAllowed as late:
        raise Http404(str(late)) from late
    said = _("已从 Word 读出 %(n)d 个字，填在“答复”里。请看一遍，没问题再交。") % {"n": len(text)}
    messages.success(request, said, extra_tags="good")
    return screen(request, whole, refused=("answer", form))


@by_code
def slip(request: HttpRequest, code: str, found: Followed) -> HttpResponse:
    """The reporter's own receipt slip, with the picture that leads back to her report."""
    whole = found.whole
    try:
        one = sheet(whole, paper="receipt", seq=0)
    except NoSuchPaper as none:
        raise Http404(str(none)) from none
    address = request.build_absolute_uri(reverse("following", args=[code]))
    return attachment(filled(whole, one, follow=address), one.file_name(whole.matter.number))
