"""A paper that came in: its photos are the report, what it asks is typed beside."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xiangli.faces.access import acting, needs
from xiangli.faces.chat import done
from xiangli.faces.forms import REQUIRED, Words
from xiangli.faces.new import hint
from xiangli.faces.photos import PhotosField, hang
from xiangli.faces.report import choices, refused, settled
from xiangli.faces.way_links import ways
from xiangli.intake.acts.receive import receive
from xiangli.intake.incoming import Incoming
from xiangli.parties.reads.signature import signed


class Paper(Words):
    """The pages as photographed; a line on what it asks; its words as far as somebody types them."""

    photos = PhotosField(
        label=gettext_lazy("每一页拍一张"),
        help_text=gettext_lazy("照片就是原件；拍清楚字。拍摄地点会自动去掉。"),
        error_messages={"required": gettext_lazy("请至少拍一张。")},
    )
    title = forms.CharField(
        label=gettext_lazy("它要什么，一句话"),
        max_length=100,
        error_messages=REQUIRED,
        widget=forms.TextInput(attrs={"autofocus": True}),
    )
    text = forms.CharField(
        label=gettext_lazy("原文要紧的话"),
        help_text=gettext_lazy("不用全抄；抄下地点和要求，系统才好分。"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={
            "max_length": gettext_lazy("太长了：最多 %(limit_value)d 字，现在 %(show_value)d 字。请留下最要紧的。")
        },
    )
    name = forms.CharField(label=gettext_lazy("写信人"), max_length=40, required=False)
    phone = forms.RegexField(
        r"^[0-9 +\-]{5,20}$",
        label=gettext_lazy("电话"),
        required=False,
        help_text=gettext_lazy("加密封存。"),
        error_messages={"invalid": gettext_lazy("电话只写数字，如 138 开头的手机号。")},
    )

    def clean_text(self) -> str:
        """The words may stay empty: the photo is the report."""
        return str(self.cleaned_data.get("text") or "")

    def clean_title(self) -> str:
        """The title must say something."""
        title = str(self.cleaned_data["title"])
        if not any(character.isalnum() for character in title):
            raise forms.ValidationError(_("看不出是什么事。请用几个字说一说。"))
        return title


@needs("handle", "sort")
def paper(request: HttpRequest) -> HttpResponse:
    """The form; a sound one registers the paper."""
    if request.method != "POST":
        return shown(request, Paper())
    form, actor = Paper(request.POST, request.FILES), acting(request)
    place = ""
    if form.is_valid():
        read = form.cleaned_data["text"] or form.cleaned_data["title"]
        form.cleaned_data["text"], kept = f"{form.cleaned_data['title']} {read}", form.cleaned_data["text"]
        place = settled(form, hint(actor))
        form.cleaned_data["text"] = kept
    if not place:
        return shown(request, form, status=422)
    given, at = form.cleaned_data, timezone.now()
    typed, count = given["place_text"].strip(), len(given["photos"])
    text = given["text"].strip() or _("（原件见照片，共 %(n)s 页）") % {"n": count}
    one = Incoming(
        id=form.request_uuid, title=given["title"], text=text if not typed or typed in text else f"{text}\n（{typed}）",
        place=place, channel="paper", by=signed(actor, [("sort", place, None)]),
        reporter={key: given[key] for key in ("name", "phone") if given[key]},
    )  # fmt: skip
    outcome = receive([one], at=at)[0]
    if outcome.status == "refused":
        refused(form, outcome)
        return shown(request, form, status=409 if outcome.conflict else 422)
    return done(request, [outcome], hang(report=one.id, county=place[:6], files=given["photos"], at=at))


def shown(request: HttpRequest, form: Paper, status: int = 200) -> HttpResponse:
    """The page of the form."""
    context = {"form": form, "ways": ways(request.path), **choices(form, hint(acting(request)))}
    return render(request, "faces/paper.html", context, status=status)
