"""Who handles what: a resident's own words to the office that has it by the list, with what to bring and a phone number."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xiangli.engines.route import Route
from xiangli.faces.access import public
from xiangli.faces.places import SURE, found, home
from xiangli.faces.words import Names
from xiangli.lists.edition import topics
from xiangli.lists.lines import LINES
from xiangli.lists.reads.owner_of import lawful
from xiangli.matters.desk import desk_of
from xiangli.parties.reads.offices import phones

LIKELY, MOST = 0.12, 3


class Question(forms.Form):
    """What is to be done, in one's own words; the place may stand among them."""

    q = forms.CharField(
        label=gettext_lazy("要办什么事"), max_length=200, min_length=2,
        help_text=gettext_lazy("一句话，如“某某村路灯坏了找谁”“残疾证怎么办”。可以按键盘上的话筒说。"),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("请写要办什么事。"), "min_length": gettext_lazy("至少写两个字。")},
    )  # fmt: skip


@public
def who(request: HttpRequest) -> HttpResponse:
    """One question; the likeliest topics with their offices, the general office below for whatever is in doubt."""
    form = Question(request.GET if "q" in request.GET else None)
    context: dict[str, Any] = {"form": form, "found": []}
    sound = form.is_bound and form.is_valid()
    if sound:
        context |= answered(form.cleaned_data["q"], whereabouts(form.cleaned_data["q"]))
    return render(request, "faces/who.html", context, status=422 if form.is_bound and not sound else 200)


def whereabouts(words: str) -> str:
    """The place the question names, if it is sure; else the smallest place that holds all desks set up here."""
    hint = home()
    near = found(words, hint)
    return near[0][0].code if near and near[0][1] >= SURE else hint


def answered(words: str, place: str) -> dict[str, Any]:
    """Topics that fit the words, each with the office by the list, its ground and its phone; and where to ask otherwise."""
    fitting = [topic for topic, _p in by_words(words) if lawful(topic, place)][:MOST]
    owners = [(topic, lawful(topic, place)[0]) for topic in fitting]
    desk = desk_of(place)
    called = Names([place], [desk, *(owner.office for _t, owner in owners)])
    numbers = phones([desk, *(owner.office for _t, owner in owners)])
    rows = [
        {
            "topic": topics()[topic].zh, "office": called.office(owner.office), "phone": numbers.get(owner.office, ""),
            "why": _("职责清单 %(item)s，%(basis)s") % {"item": owner.item, "basis": owner.basis},
            "assist": "、".join(LINES[line] for line in owner.assist),
        }
        for topic, owner in owners
    ]  # fmt: skip
    return {
        "found": rows, "place": called.place(place), "asked": words,
        "desk": {"office": called.office(desk), "phone": numbers.get(desk, "")},
    }  # fmt: skip


def by_words(words: str) -> list[tuple[str, float]]:
    """Topics whose own words stand in the question first, then what the model reads out of it."""
    said = [one.id for one in topics().values() if any(word in words for word in (one.zh, *one.words))]
    read = [(topic, p) for topic, p in Route.load().read(words, words).topics if p >= LIKELY]
    named = sorted(said, key=lambda topic: -dict(read).get(topic, 0.0))
    return [*((topic, 1.0) for topic in named), *((topic, p) for topic, p in read if topic not in named)]
