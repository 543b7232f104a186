"""One place by its code, what lies under it, and the way down to it."""

from __future__ import annotations

from django.db.models import QuerySet

from xiangli.places.models import Place
from xiangli.places.reads.known import known


class PlaceError(LookupError):
    """No place of today bears the code: it never was, or it ended (then the message names what followed)."""


def place(code: str) -> Place:
    """The standing place of a code. Raises PlaceError with plain words."""
    if wrong := known(code):
        raise PlaceError(wrong)
    return Place.objects.get(code=code)


def children(code: str) -> QuerySet[Place]:
    """Standing places directly under a code, in order of their codes; asked by equality, so the index serves it."""
    return Place.objects.filter(parent=code, valid_to__isnull=True).order_by("code")


def path(code: str, *, below: str = "43") -> list[str]:
    """Names from the city down to the place: 长沙市, 浏阳市, 大瑶镇. Raises PlaceError. Two statements.

    `below` leaves out that place and all above it: a county's own pages need not repeat the county.
    """
    here = place(code)
    above = [code[:n] for n in (2, 4, 6, 9, 12) if n < len(code) and n > len(below)]
    named = dict(Place.objects.filter(code__in=above).values_list("code", "name"))
    return [*(named[up] for up in above if up in named), here.name]


def path_text(code: str, *, below: str = "43") -> str:
    """The way down as one line: 长沙市 › 浏阳市 › 大瑶镇."""
    return " › ".join(path(code, below=below))


def office_name(office: str, lines: dict[str, str]) -> str:
    """What an office `line@place` is called where none is set up: the place's name and the line's (`lines`: id → name).

    Raises PlaceError for a place that is none, KeyError for a line that is none.
    """
    line, _, code = office.partition("@")
    return f"{place(code).name}{lines[line]}"
