"""The forms of staff: a new person, a post, the last day, a new office."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xiangli.faces.forms import REQUIRED, Once
from xiangli.faces.rights import LONG
from xiangli.lists.lines import LINES
from xiangli.parties.acts.staff import Wanted
from xiangli.parties.errors import PartyError
from xiangli.parties.models import Organisation


def day(label: Any, *, required: bool = True) -> forms.DateField:
    """A day, by the browser's own calendar."""
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={**REQUIRED, "invalid": _("日期写成 2026-12-01。")},
    )


class PostForm(Once):
    """A post: where, called what, what it may do, from when."""

    organisation = forms.ChoiceField(label=_("单位"), error_messages=REQUIRED)
    name_of_post = forms.CharField(label=_("岗位"), max_length=40, error_messages=REQUIRED)
    acts = forms.MultipleChoiceField(
        label=_("权限"),
        choices=list(LONG.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("至少选一样权限。")},
    )
    since = day(_("任职起"))
    until = day(_("任职止"), required=False)

    def offer(self, offices: Sequence[Organisation]) -> None:
        """The offices to choose from."""
        field: Any = self.fields["organisation"]
        field.choices = [("", gettext("请选")), *((str(one.id), one.name) for one in offices)]

    def wanted(self) -> Wanted:
        """The post as the act takes it."""
        given = self.cleaned_data
        return Wanted(
            organisation=UUID(given["organisation"]), name=given["name_of_post"], acts=tuple(given["acts"]),
            since=given["since"], until=given["until"],
        )  # fmt: skip


class NewPerson(PostForm):
    """A person with her first post."""

    username = forms.CharField(
        label=_("用户名"),
        max_length=40,
        help_text=_("英文字母、数字；登录用，以后不改。"),
        error_messages=REQUIRED,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    name = forms.CharField(label=_("姓名"), max_length=40, error_messages=REQUIRED)
    field_order = ["username", "name"]


class ChangePost(PostForm):
    """One more post, or another in place of those she has."""

    kind = forms.ChoiceField(
        label=_("怎么办"),
        choices=[("move", _("调动：原来的岗位前一天为止")), ("more", _("加岗：原来的岗位不变"))],
        widget=forms.RadioSelect,
        initial="move",
        error_messages=REQUIRED,
    )
    field_order = ["kind"]


class LastDay(Once):
    """When she leaves."""

    last_day = day(_("最后一天"))


class NewOffice(Once):
    """An office: name, line, place."""

    name = forms.CharField(label=_("单位名称"), max_length=80, error_messages=REQUIRED)
    line = forms.ChoiceField(label=_("业务线"), choices=[("", _("请选")), *LINES.items()], error_messages=REQUIRED)
    place = forms.CharField(
        label=_("地方代码"),
        max_length=16,
        help_text=_("如县 430181、镇 430181110、村 430181110201。"),
        error_messages=REQUIRED,
    )


def told(form: forms.Form, wrong: PartyError) -> None:
    """A refusal beside its field where it has one here."""
    form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
