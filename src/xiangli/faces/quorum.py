"""Quorums: the kind of meeting, its figures in a form, and the result with sum and article. Nothing is stored."""

from fractions import Fraction

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from xiangli.faces.access import public
from xiangli.law.quorum import FigureError, Meeting, MeetingError, Outcome, counts, figure, meeting, meetings


class Figures(forms.Form):
    """The figures of one kind of meeting; each error stands beside its field."""

    def __init__(self, kind: Meeting, data: dict[str, str] | None = None) -> None:
        super().__init__(data)
        self.kind = kind
        for name, label in kind.figures.items():
            self.fields[name] = forms.CharField(
                label=label,
                required=name not in kind.optional,
                max_length=18,
                error_messages={"required": _("请填写“%(figure)s”。") % {"figure": label}},
                widget=forms.TextInput(attrs={"inputmode": "decimal" if name in kind.areas else "numeric"}),
            )
        if kind.may_be_stricter:
            self.fields["stricter"] = forms.CharField(
                label=_("章程规定的更严比例"), help_text=_("如 3/4"), required=False, max_length=9
            )
        if kind.subjects:
            offered = [("", _("不选")), *((one.id, one.name) for one in kind.subjects)]
            self.fields["subject"] = forms.ChoiceField(label=_("议的是什么事"), choices=offered, required=False)
        if any(one.here == "empowered" for one in kind.subjects):
            self.fields["empowered"] = forms.BooleanField(label=_("村民会议已经授权"), required=False)

    def first(self) -> list[forms.BoundField]:
        """What the result itself needs."""
        return [one for one in self if one.name not in self._beside()]

    def beside(self) -> list[forms.BoundField]:
        """Who asked for the meeting and how it is made up: often not asked."""
        return [one for one in self if one.name in self._beside()]

    def _beside(self) -> set[str]:
        kind = self.kind
        needed = {
            name
            for one in (*kind.carried, *(m for way in kind.ways for m in way.measures))
            for name in (one.count, one.of)
        }
        return {name for one in (*kind.asked, *kind.formed) for name in (one.count, one.of)} - needed - {""}

    def outcome(self) -> Outcome | None:
        """What follows from the figures; None when a field carries an error."""
        if not self.is_valid():
            return None
        given: dict[str, Fraction] = {}
        for name in self.kind.figures:
            if text := self.cleaned_data.get(name, "").strip():
                try:
                    given[name] = figure(name, text, area=name in self.kind.areas)
                except FigureError as wrong:
                    self.add_error(name, str(wrong))
        own = self.cleaned_data.get("stricter", "").strip()
        try:
            stricter = Fraction(own) if own else None
        except (ValueError, ZeroDivisionError):
            self.add_error("stricter", _("请写分数，如 3/4。"))
        if self.errors:
            return None
        try:
            return counts(
                meeting=self.kind,
                figures=given,
                subject=self.cleaned_data.get("subject", ""),
                empowered=self.cleaned_data.get("empowered", False),
                stricter=stricter,
            )
        except FigureError as wrong:
            self.add_error(wrong.field if wrong.field in self.fields else None, str(wrong))
            return None


@public
def kinds(request: HttpRequest) -> HttpResponse:
    """All kinds of meetings and ballots."""
    return render(request, "faces/quorum_kinds.html", {"meetings": meetings().values()})


@public
def quorum(request: HttpRequest, kind: str) -> HttpResponse:
    """One kind: its form, and with figures in the address the result."""
    try:
        found = meeting(kind)
    except MeetingError as error:
        raise Http404(str(error)) from error
    form = Figures(found, request.GET.dict() if request.GET else None)
    outcome = form.outcome() if request.GET else None
    context = {"meeting": found, "form": form, "outcome": outcome}
    return render(request, "faces/quorum.html", context, status=422 if request.GET and outcome is None else 200)
