"""The filters of a list of matters as a form in the address: what may be chosen, and what was."""

from functools import cache
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from xiangli.lists.edition import topics
from xiangli.lists.lines import LINES
from xiangli.matters.reads.narrow import Narrow
from xiangli.measures import shelf
from xiangli.parties.reads.actor import Actor
from xiangli.places.reads.below import standing_below

ANY = ("", "—")
CHANNELS = {
    "page": _("网页"), "chat": _("微信"), "phone": _("电话"), "desk": _("窗口"), "paper": _("纸质"),
    "mail": _("邮件"), "open311": _("Open311 接口"),
    "import": _("导入"), "api": _("接口"), "outer": _("上级系统"),
}  # fmt: skip
"""Ways in, as people call them."""


@cache
def steps() -> dict[str, str]:
    """Steps of the shipped procedures by id; a step two procedures share stands once."""
    return {name: step.name.zh for _n, one in shelf.procedures() for name, step in one.procedure.steps.items()}


@cache
def procedures() -> dict[str, str]:
    """The shipped procedures by id."""
    return {one.procedure.id: one.procedure.name.zh for _n, one in shelf.procedures()}


class Narrowing(forms.Form):
    """Filters of a list; everything may stay empty. A value nobody offers is told beside its field, the rest still holds."""

    step = forms.ChoiceField(label=_("环节"), required=False)
    topic = forms.ChoiceField(label=_("事项类别"), required=False)
    line = forms.ChoiceField(label=_("现在归哪条线"), required=False)
    place = forms.ChoiceField(label=_("地方"), required=False)
    channel = forms.ChoiceField(label=_("从哪里来"), required=False)
    procedure = forms.ChoiceField(label=_("哪种程序"), required=False)
    late = forms.ChoiceField(
        label=_("超期"), required=False, choices=[ANY, ("late", _("已超期")), ("in_time", _("未超期"))]
    )
    due_from = forms.DateField(
        label=_("应办日从"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("日期写成 2026-11-24 这样。")},
    )  # fmt: skip
    due_to = forms.DateField(
        label=_("到"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("日期写成 2026-11-24 这样。")},
    )  # fmt: skip

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        under = standing_below([place for hat in actor.hats for place in hat.places][:1])
        offered: dict[str, dict[str, Any]] = {
            "step": steps(), "topic": {one.id: one.zh for one in topics().values()}, "line": LINES,
            "place": under, "channel": CHANNELS, "procedure": procedures(),
        }  # fmt: skip
        for name, values in offered.items():
            self.fields[name].choices = [ANY, *values.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The range must not end before it begins."""
        data = super().clean() or {}
        if data.get("due_from") and data.get("due_to") and data["due_to"] < data["due_from"]:
            self.add_error("due_to", _("不能早于开始的日子。"))
        return data


def narrowed(actor: Actor, query: QueryDict) -> tuple[Narrowing, Narrow]:
    """The form as filled in, and what it narrows to; a field that is wrong narrows nothing."""
    asked = {name: query.get(name, "") for name in Narrowing.base_fields}
    form = Narrowing(actor, asked)
    form.is_valid()
    kept = {name: value for name, value in form.cleaned_data.items() if value and name not in form.errors}
    return form, Narrow(words=query.get("q", "").strip()[:60], **kept)
