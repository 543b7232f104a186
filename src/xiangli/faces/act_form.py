"""A procedure's act as a form: the fields the act needs and may have, in the page's language, with a client-made id."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from xiangli.faces.forms import Once
from xiangli.law.language import Field, Procedure
from xiangli.law.language.model import Choice, Name
from xiangli.lists.lines import LINES
from xiangli.lists.reads.owner_of import Owner, general, lawful

OFFICE = "office"


def named(name: Name) -> str:
    """A procedure's name in the page's language."""
    return name.en if get_language() == "en" else name.zh


@dataclass(frozen=True, slots=True)
class Office:
    """An office that may be chosen, with the list item that makes the matter its own."""

    office: str
    item: str
    label: str

    @property
    def value(self) -> str:
        """Both as one form value: an office is never chosen without its item."""
        return f"{self.office} {self.item}"


def offices(topic: str, place: str) -> list[Office]:
    """The lawful owners of the topic at the place first, then every line's general item there."""
    first = list(lawful(topic, place))
    known = {owner.line for owner in first}
    rest = [found for line in LINES if line not in known and (found := general(line, place))]
    return [Office(one.office, one.item, f"{LINES[one.line]}（{level(one)}） {one.item}") for one in [*first, *rest]]


def level(owner: Owner) -> str:
    """The level of the office that owns, in words."""
    names = {
        "province": _("省级"),
        "city": _("市级"),
        "county": _("县级"),
        "township": _("乡镇级"),
        "village": _("村级"),
    }
    return names.get(owner.level, owner.level)


class ActForm(Once):
    """The form of one act; ``data`` of the act comes from ``given``."""

    def given(self) -> dict[str, Any]:
        """What was filled in, as the act takes it: text by field name, empty fields left out; a photo as it was sent."""
        out: dict[str, Any] = {}
        for name, value in self.cleaned_data.items():
            if name == OFFICE:
                out["owner"], out["item"] = str(value).split(" ", 1)
            elif isinstance(value, UploadedFile):
                out[name] = value
            elif value is None:
                continue
            elif name != "request_id" and str(value).strip():
                out[name] = str(value).strip()
        return out


def act_form(
    procedure: Procedure,
    step: str,
    verb: str,
    *,
    chooseable: Sequence[Office] = (),
    only: Sequence[str] = (),
    data: Any = None,
    files: Any = None,
) -> ActForm:
    """The form of ``verb`` at ``step``; ``only`` narrows the optional fields. Raises NotAllowed."""
    act = procedure.act(step, verb)
    form = ActForm(data, files, prefix=None, auto_id=f"{verb}-%s")
    optional = [name for name in act.may if not only or name in only]
    for name in [*act.needs, *optional]:
        required = name in act.needs
        if name == "owner":
            form.fields[OFFICE] = choice(
                _("承办单位"), [("", _("请选")), *((one.value, one.label) for one in chooseable)], required=True
            )
        elif name == "item" and "owner" in act.needs:
            continue
        elif name == "item":
            form.fields[name] = choice(
                _("应归哪一项"), [("", "—"), *((one.item, one.label) for one in chooseable)], required=required
            )
        elif procedure.fields[name].type == "office":
            options = {one.office: one.label.rsplit(" ", 1)[0] for one in chooseable}
            form.fields[name] = choice(
                named(procedure.fields[name].name), [("", _("请选")), *options.items()], required=required
            )
        else:
            leads = set(act.to.leads) if isinstance(act.to, Choice) and act.to.choice == name else None
            form.fields[name] = control(procedure.fields[name], required=required, leads=leads)
    return form


def choice(label: str, options: Sequence[tuple[str, str]], *, required: bool) -> forms.ChoiceField:
    """A list to choose from."""
    return forms.ChoiceField(
        label=label, choices=options, required=required, error_messages={"required": _("请选一项。")}
    )


def control(field: Field, *, required: bool, leads: set[str] | None) -> forms.Field:
    """One typed field of a procedure as a form field; a choice shows only what this act may lead to."""
    label, missing = named(field.name), {"required": _("请填写这一项。")}
    if field.type == "choice":
        options = [(value, named(name)) for value, name in field.of.items() if leads is None or value in leads]
        return forms.ChoiceField(
            label=label,
            choices=options,
            required=required,
            widget=forms.RadioSelect,
            error_messages={"required": _("请选一项。")},
        )
    if field.type == "photo":
        return forms.FileField(
            label=label,
            required=required,
            help_text=_("JPG、PNG 或 WebP；拍摄地点会自动去掉。"),
            widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        )
    if field.type == "step_1_to_5":
        return forms.ChoiceField(label=label, choices=[("", "—"), *((n, n) for n in "12345")], required=required)
    lines = 5 if field.most > 1000 else 2
    too_long = _("太长了：最多 %(limit_value)d 字，现在 %(show_value)d 字。请留下最要紧的。")
    too_short = _("太短了：至少 %(limit_value)d 个字。")
    return forms.CharField(
        label=label,
        required=required,
        min_length=field.least if required else None,
        max_length=field.most,
        widget=forms.Textarea(attrs={"rows": lines}),
        error_messages={**missing, "max_length": too_long, "min_length": too_short},
    )
