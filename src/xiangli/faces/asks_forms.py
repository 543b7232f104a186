"""Forms of askings: catch one in ten seconds, put right what was read."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xiangli.askings.vocabulary import lines
from xiangli.faces.asking_words import KINDS
from xiangli.faces.forms import Once

MOST = 20_000


class Catch(Once):
    """The message as forwarded, or a file or a photo dropped; one of them is enough."""

    text = forms.CharField(
        label=gettext_lazy("收到的消息"), required=False, max_length=MOST,
        help_text=gettext_lazy("把群里、微信里的通知整段粘贴进来。"),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": gettext_lazy("太长了：最多 %(limit_value)d 字，现在 %(show_value)d 字。")},
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("或者放文件、拍照"), required=False,
        help_text=gettext_lazy("Excel、Word 或照片都行；只看有多大、要什么，不保存别人的信息。"),
    )  # fmt: skip
    place = forms.ChoiceField(label=gettext_lazy("哪个村"), choices=[])

    def __init__(self, villages: dict[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["place"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(villages.items())
        if len(villages) == 1:
            field.widget = forms.HiddenInput()
            field.initial = next(iter(villages))

    def clean(self) -> dict[str, Any]:
        """One of the two must say something."""
        data = super().clean() or {}
        if not (data.get("text") or "").strip() and not data.get("file"):
            self.add_error("text", _("请粘贴消息，或者放一个文件。"))
        return data


class PutRight(Once):
    """What was read, to be changed where it is wrong."""

    line = forms.ChoiceField(label=gettext_lazy("谁要的"), choices=[], required=False)
    kind = forms.ChoiceField(label=gettext_lazy("哪一类"), choices=list(KINDS.items()))
    due_at = forms.DateTimeField(
        label=gettext_lazy("什么时候交"), required=False, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": gettext_lazy("写成 2026-11-25 17:30 这样。")},
    )  # fmt: skip
    rows = forms.IntegerField(label=gettext_lazy("几行（几份、几户）"), required=False, min_value=0, max_value=200_000)
    columns = forms.IntegerField(label=gettext_lazy("几列"), required=False, min_value=0, max_value=2000)
    held = forms.IntegerField(
        label=gettext_lazy("村里已经有的，占几成（百分数）"), required=False, min_value=0, max_value=100
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["line"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("没写是谁")), *((id, name) for id, name in lines().items() if id != "desk")]
