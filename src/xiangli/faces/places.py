"""Choosing a place by typing: candidates from the gazetteer within the places that take reports here."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from xiangli.faces.access import public
from xiangli.parties.reads.offices import desks
from xiangli.places.reads import below
from xiangli.places.reads.changed import held_now
from xiangli.places.reads.gazetteer import gazetteer
from xiangli.places.reads.local_names import find
from xiangli.places.reads.names import names

SURE = 0.8
MOST = 6


@dataclass(frozen=True, slots=True)
class Chosen:
    """A place one may tap: its code and its name with the one above."""

    code: str
    name: str


def home() -> str:
    """The smallest place that holds every desk set up here: where a typed name is first looked for."""
    codes = [desk.place for desk in desks()]
    for length in (12, 9, 6, 4, 2):
        if codes and len({code[:length] for code in codes}) == 1 and len(codes[0]) >= length:
            return codes[0][:length]
    return "43"


def found(text: str, hint: str) -> list[tuple[Chosen, float]]:
    """Places a text may mean, likeliest first, with confidence from 0 to 1."""
    near = [
        (held_now(one.code), one.confidence) for one in gazetteer().locate(text, hint=hint) if one.code.startswith(hint)
    ]
    spoken = find(text, within=near[0][0] if near else hint)
    if spoken:
        said = [(spoken.code, spoken.percent / 100), *((code, percent / 100) for code, _name, percent in spoken.others)]
        near = [*said, *near]
    near = near[:MOST]
    called = names([code for code, _sure in near])
    return [(Chosen(code, called[code]), sure) for code, sure in near]


def townships(hint: str) -> list[Chosen]:
    """The townships to choose from when nothing typed was recognised: those of the county, else the desks below."""
    if len(hint) == 6:
        return [Chosen(one.code, one.name) for one in below.townships(county=hint)]
    codes = [desk.place for desk in desks() if desk.place.startswith(hint)]
    called = names(codes)
    return [Chosen(code, called[code]) for code in codes]


@public
def suggest(request: HttpRequest) -> HttpResponse:
    """The choices for what is typed so far, as a piece of the form."""
    text = request.GET.get("place_text", "").strip()[:200]
    near = [one for one, _ in found(text, home())] if len(text) > 1 else []
    return render(request, "faces/place_choices.html", {"places": near, "asked": len(text) > 1, "chosen": ""})
