"""Forms of the pages that are not drawn from a procedure: reporting, noting, following, verifying, opening, importing."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xiangli.proof.ids import uuid7

TEXT_MAX = 5000
REQUIRED = {"required": _("请填写这一项。")}


class Once(forms.Form):
    """A form with a client-made id, so that sending it twice gives the same result (not two)."""

    request_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"request_id": uuid7(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)

    @property
    def request_uuid(self) -> uuid.UUID:
        """The id of this submission."""
        found: uuid.UUID = self.cleaned_data["request_id"]
        return found


class Words(Once):
    """What happened and where: the two things every report has."""

    text = forms.CharField(
        label=_("什么事"),
        help_text=_("一句话也行。不想打字，按键盘上的话筒说。"),
        max_length=TEXT_MAX,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            **REQUIRED,
            "max_length": _("太长了：最多 %(limit_value)d 字，现在 %(show_value)d 字。请留下最要紧的。"),
        },
    )
    place_text = forms.CharField(
        label=_("在哪里"),
        help_text=_("写村名、小区或路口就行，如“某某村村部旁”。"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    place = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)

    def clean_text(self) -> str:
        """Refuse words in which nothing can be read: only emoji, signs or spaces."""
        text = str(self.cleaned_data["text"])
        if not any(character.isalnum() for character in text):
            raise forms.ValidationError(_("看不出是什么事。请用几个字说一说。"))
        return text


class Reporting(Words):
    """A resident's report; name and number may stay empty, publication is off unless ticked."""

    photo = forms.ImageField(
        label=_("照片"),
        required=False,
        help_text=_("可以不拍。照片里的拍摄地点会自动去掉。"),
        error_messages={"invalid_image": _("这不是能看的照片（支持 JPG、PNG、WebP）。")},
    )
    name = forms.CharField(
        label=_("姓名"), max_length=40, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = forms.RegexField(
        r"^[0-9 +\-]{5,20}$",
        label=_("电话"),
        required=False,
        help_text=_("姓名和电话加密封存；谁打开看过、为什么看，您都查得到。"),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
        error_messages={"invalid": _("电话只写数字，如 138 开头的手机号。")},
    )
    publish = forms.BooleanField(label=_("办好后可以公开这件事（隐去姓名电话）"), required=False)


class Noting(Words):
    """A clerk's note of a chat message or a call: paste, see the proposal, confirm."""

    channel = forms.ChoiceField(
        label=_("从哪里来"),
        choices=[("chat", _("微信转来")), ("phone", _("电话")), ("desk", _("上门")), ("paper", _("纸质"))],
        widget=forms.RadioSelect,
        initial="chat",
    )
    business = forms.ChoiceField(
        label=_("按什么程序办"),
        required=False,
        choices=[
            ("", _("一般诉求（由系统看）")),
            ("ticket", _("12345 工单：一般")),
            ("ticket_consult", _("12345 工单：咨询")),
            ("ticket_hard", _("12345 工单：疑难")),
            ("suggest", _("建议")),
            ("petition", _("信访（普通程序）")),
            ("petition_simple", _("信访（简易办理）")),
            ("accusation", _("检举控告")),
        ],
        help_text=_("检举控告只留编号和日期：上面写的内容、姓名电话都不保存，请把纸件密封移送纪检监察机关。"),
    )
    outer_id = forms.CharField(label=_("上级系统的编号"), max_length=80, required=False)
    outer_due = forms.DateTimeField(
        label=_("上级系统的时限"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        error_messages={"invalid": _("写成 2026-11-25 17:30 这样。")},
    )
    name = forms.CharField(label=_("反映人姓名"), max_length=40, required=False)
    phone = forms.RegexField(
        r"^[0-9 +\-]{5,20}$",
        label=_("电话"),
        required=False,
        help_text=_("加密封存。"),
        error_messages={"invalid": _("电话只写数字，如 138 开头的手机号。")},
    )


class Code(forms.Form):
    """A follow code as typed from paper."""

    code = forms.CharField(
        label=_("查询码"),
        max_length=60,
        help_text=_("在回执上，字母大小写、横线都不要紧。"),
        error_messages=REQUIRED,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class Verify(forms.Form):
    """A receipt to be proved: the file, or its text."""

    file = forms.FileField(label=_("回执文件"), required=False, help_text=_("领回执时保存的 .json 文件。"))
    text = forms.CharField(
        label=_("或者把回执内容粘贴在这里"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        """One of the two must be there, and a file must be small text."""
        data = super().clean() or {}
        if data.get("file"):
            try:
                data["text"] = data["file"].read(200_000).decode("utf-8")
            except UnicodeDecodeError:
                self.add_error("file", _("这个文件不是回执（应是文字内容的 .json）。"))
        elif not data.get("text"):
            self.add_error("file", _("请选回执文件，或粘贴回执内容。"))
        return data


class Purpose(Once):
    """Why a sealed record is opened; it goes on record and the resident can read it."""

    purpose = forms.CharField(
        label=_("打开姓名电话的理由"),
        min_length=4,
        max_length=200,
        help_text=_("会记录在案，反映人看得到。"),
        error_messages={**REQUIRED, "min_length": _("理由太短，写清楚为什么要看。")},
    )


class Upload(Once):
    """A file of rows to bring in."""

    file = forms.FileField(
        label=_("文件"),
        help_text=_("支持 JSONL（可压缩 .gz）、CSV、XLSX、XLS，一行一件；12345 等系统导出的表，按表头自动认出。"),
        error_messages=REQUIRED,
    )


class Parting(Once):
    """Which report is parted from the matter it was joined to."""

    report = forms.UUIDField(widget=forms.HiddenInput)
