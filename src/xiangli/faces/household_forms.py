"""The forms of a household: registered, a member, leaving, another head, another home, and the purpose of opening names."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xiangli.faces.forms import REQUIRED, Once, Purpose
from xiangli.faces.rights import KIN, WHY_LEFT
from xiangli.faces.staff_forms import day
from xiangli.parties.acts.household import Told
from xiangli.parties.kin import HEAD


def relation(label: Any, *, head: bool = False) -> forms.ChoiceField:
    """How somebody is related to the head."""
    options = [(one, said) for one, said in KIN.items() if head or one != HEAD]
    return forms.ChoiceField(label=label, choices=[("", "—"), *options], error_messages={"required": _("请选一项。")})


class MemberForm(Once):
    """Name, relation, and what may be left out."""

    name = forms.CharField(
        label=_("姓名"), max_length=40, error_messages=REQUIRED, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    kin = relation(_("和户主的关系"))
    phone = forms.RegexField(
        r"^[0-9 +\-]{5,20}$",
        label=_("电话"),
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off", "inputmode": "tel"}),
        error_messages={"invalid": _("电话只写数字，如 138 开头的手机号。")},
    )
    identity = forms.CharField(
        label=_("身份证号"), max_length=18, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    since = day(_("从哪天起"))

    def member(self, kin: str = "") -> Told:
        """As the act takes it."""
        given = self.cleaned_data
        return Told(given["name"], kin or given["kin"], given["phone"], given["identity"])


class HouseholdForm(MemberForm):
    """A household with its head: where it lives and who the head is."""

    home = forms.ChoiceField(label=_("住在"), error_messages=REQUIRED)
    door = forms.CharField(label=_("门牌"), max_length=60, required=False)
    field_order = ["home", "door"]

    def __init__(self, *args: Any, homes: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["kin"]
        field: Any = self.fields["home"]
        field.choices = homes
        self.fields["name"].label = _("户主姓名")
        self.fields["since"].label = _("从哪天立户")


class LeaveForm(Once):
    """Who leaves, when and why."""

    member = forms.ChoiceField(label=_("谁"), error_messages=REQUIRED)
    why = forms.ChoiceField(
        label=_("为什么"),
        choices=list(WHY_LEFT.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("请选一项。")},
    )
    on = day(_("哪天"))


class HeadForm(Once):
    """Who becomes head, and what the former one is to the new."""

    member = forms.ChoiceField(label=_("新户主"), error_messages=REQUIRED)
    former_kin = relation(_("原户主是新户主的"))
    on = day(_("哪天"))


class HomeForm(Once):
    """Another house within the village."""

    home = forms.ChoiceField(label=_("住在"), error_messages=REQUIRED)
    door = forms.CharField(label=_("门牌"), max_length=60, required=False)


class NamesPurpose(Purpose):
    """Why the names are opened."""

    purpose = forms.CharField(
        label=_("打开姓名的理由"),
        min_length=4,
        max_length=200,
        help_text=_("会记录在案，本人查得到。"),
        error_messages={**REQUIRED, "min_length": _("理由太短，写清楚为什么要看。")},
    )


def offer(form: forms.Form, name: str, options: Any) -> None:
    """The choices of a field that depend on the household."""
    field: Any = form.fields[name]
    field.choices = [("", gettext("请选")), *options]
