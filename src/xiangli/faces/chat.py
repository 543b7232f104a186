"""A forwarded chat: paste it whole, see who said what, take it as one report or as several; photos go with their words."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xiangli.faces.access import acting, needs
from xiangli.faces.forms import Words
from xiangli.faces.new import hint
from xiangli.faces.photos import PhotosField, hang, sent
from xiangli.faces.report import choices, settled
from xiangli.faces.way_links import hers, ways
from xiangli.intake.acts.receive import Outcome, receive
from xiangli.intake.chat import Piece, as_one, messages, pieces
from xiangli.intake.incoming import Incoming
from xiangli.parties.reads.signature import signed
from xiangli.vault.follow import follow_code
from xiangli.web.kit.shapes import Column, Link, Table
from xiangli.web.kit.tags import when

MOST_CHAT = 20_000


class Chat(Words):
    """The chat as copied, where it belongs, and its photos."""

    text = forms.CharField(
        label=gettext_lazy("聊天内容"),
        help_text=gettext_lazy("多选消息后复制，或转发成记录再复制，整段粘贴进来。"),
        max_length=MOST_CHAT,
        widget=forms.Textarea(attrs={"rows": 9, "autofocus": True}),
        error_messages={
            "required": gettext_lazy("请把聊天内容粘贴进来。"),
            "max_length": gettext_lazy("太长了：最多 %(limit_value)d 字，现在 %(show_value)d 字。请分几次粘贴。"),
        },
    )
    photos = PhotosField(
        label=gettext_lazy("照片"), required=False, help_text=gettext_lazy("可以一次选几张；拍摄地点会自动去掉。")
    )


@needs("handle", "sort")
def chat(request: HttpRequest) -> HttpResponse:
    """The form; "split" shows the pieces, "one" and "several" register."""
    if request.method != "POST":
        return shown(request, Chat())
    form = Chat(request.POST, request.FILES)
    place = settled(form, hint(acting(request))) if form.is_valid() else ""
    if not place:
        return shown(request, form, status=422)
    step, said = request.POST.get("step"), messages(form.cleaned_data["text"], at=timezone.now())
    found = pieces(said)
    if step == "several":
        return several(request, form, place)
    if step == "one":
        text = as_one(said)
        if not text:
            return nothing(request, form)
        return taken(request, form, place, [(text, _only(found), form.cleaned_data["photos"])])
    if not found:
        return nothing(request, form)
    return shown(request, form, found=found)


def nothing(request: HttpRequest, form: Chat) -> HttpResponse:
    """Nothing in it that could be a report."""
    form.add_error("text", _("里面只有“收到”“好的”一类的话，看不出要办什么事。"))
    return shown(request, form, status=422)


def _only(found: Sequence[Piece]) -> str:
    people = {one.who for one in found if one.who}
    return people.pop() if len(people) == 1 else ""


def several(request: HttpRequest, form: Chat, place: str) -> HttpResponse:
    """The pieces as corrected on the page; those not ticked are left out."""
    rows: list[tuple[str, str, list[UploadedFile]]] = []
    marks: list[int] = []
    for n in range(30):
        text = request.POST.get(f"p{n}-text", "").strip()
        if text and request.POST.get(f"p{n}-take"):
            rows.append((text, request.POST.get(f"p{n}-name", "").strip()[:40], sent(request, f"p{n}-photos")))
            count = request.POST.get(f"p{n}-pictures", "0")
            marks.append(int(count) if count.isdigit() and len(count) < 3 else 0)
    if not rows:
        form.add_error("text", _("一件都没有勾。"))
        return shown(request, form, status=422)
    return taken(request, form, place, _shared(rows, marks, form.cleaned_data["photos"]))


def _shared(
    rows: list[tuple[str, str, list[UploadedFile]]], marks: list[int], photos: list[UploadedFile]
) -> list[tuple[str, str, list[UploadedFile]]]:
    """Photos chosen for the whole chat go where the picture marks stood, in their order; left-over ones to the first."""
    left, out = list(photos), []
    for (text, name, own), count in zip(rows, marks, strict=True):
        out.append((text, name, own + left[:count]))
        left = left[count:]
    if left:
        text, name, own = out[0]
        out[0] = (text, name, own + left)
    return out


def taken(
    request: HttpRequest, form: Chat, place: str, rows: Sequence[tuple[str, str, Sequence[UploadedFile]]]
) -> HttpResponse:
    """Register the rows and show what became of each; sent twice nothing doubles."""
    at, actor = timezone.now(), acting(request)
    typed = form.cleaned_data["place_text"].strip()
    many = [
        Incoming(
            id=_id(form.request_uuid, n), text=text if not typed or typed in text else f"{text}\n（{typed}）", place=place,
            channel="chat", by=signed(actor, [("sort", place, None)]), reporter={"name": name} if name else {},
        )
        for n, (text, name, _files) in enumerate(rows)
    ]  # fmt: skip
    outcomes = receive(many, at=at)
    left: list[str] = []
    for outcome, (_text, _name, files) in zip(outcomes, rows, strict=True):
        if outcome.matter:
            left += hang(report=outcome.one.id, county=place[:6], files=files, at=at)
    wrong = [one for one in outcomes if one.status == "refused"]
    if wrong and len(wrong) == len(outcomes):
        form.add_error("text", wrong[0].reason)
        return shown(request, form, status=409 if wrong[0].conflict else 422)
    return done(request, outcomes, left)


def _id(request: UUID, n: int) -> UUID:
    return uuid5(request, str(n)) if n else request


def done(request: HttpRequest, outcomes: Sequence[Outcome], left: Sequence[str]) -> HttpResponse:
    """What became of each report, with the code to give back to the person."""
    words = {"accepted": _("已登记"), "joined": _("已并到同一件事"), "repeated": _("已登记过"), "refused": _("没有收")}
    mine = hers(acting(request), [one.matter for one in outcomes if one.matter])
    rows = [
        [
            Link(
                f"/desk/matter/{one.matter}/" if one.matter in mine else f"/follow/{follow_code(one.one.id)}/",
                one.one.title,
            )
            if one.matter
            else one.one.text[:40],
            words[one.status] if one.status != "refused" else f"{words['refused']}：{one.reason}",
            follow_code(one.one.id) if one.matter else "—",
        ]
        for one in outcomes
    ]
    table = Table(_("刚登记的事"), [Column(_("事项")), Column(_("情况")), Column(_("查询码"))], rows)
    return render(request, "faces/way_done.html", {"table": table, "left": left, "again": request.path})


def shown(request: HttpRequest, form: Chat, *, found: Sequence[Piece] = (), status: int = 200) -> HttpResponse:
    """The page, with the pieces when the chat was split."""
    drawn: list[dict[str, Any]] = [
        {"n": n, "who": one.who, "at": when(one.at), "text": one.text, "pictures": one.pictures}
        for n, one in enumerate(found)
    ]
    context = {"form": form, "pieces": drawn, "ways": ways(request.path), **choices(form, hint(acting(request)))}
    return render(request, "faces/chat.html", context, status=status)
