"""How many matters each place has had: in the borders of the day they came, or in today's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from xiangli.matters.models import Followed, Matter
from xiangli.places.reads.borders import counties_before, today
from xiangli.places.reads.called import called

BORDERS = ("then", "today")
LEVELS = {"township": 9, "village": 12, "below": 16}


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """Matters of one place: ``whole`` all that came, ``open`` those that still are.

    ``parts``: the codes of today among which a split place's matters cannot be told apart; () for a row of one place.
    """

    code: str
    name: str
    whole: int
    open: int
    parts: tuple[str, ...] = ()


def by_place(
    *, county: str, level: str, borders: str, since: datetime | None = None, until: datetime | None = None
) -> list[PlaceCount]:
    """One row a place of ``level`` (township, village, below) that had a matter opened in [``since``, ``until``), by code.

    ``borders``: ``then`` counts a matter where it was registered; ``today`` where that ground belongs now. What lies
    above the level (a matter of the county as a whole) stands on its own row. Statements do not grow with the rows.
    """
    counties = {county} if borders == "then" else counties_before(county)
    when = Q()
    if since:
        when &= Q(opened_at__gte=since)
    if until:
        when &= Q(opened_at__lt=until)
    counted = _counted(counties, when)
    if borders == "then":
        _as_registered(counted, counties, when)
    size = LEVELS[level]
    grounds = today(counted) if borders == "today" else {place: (place,) for place in counted}
    sums: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for place, (whole, still) in counted.items():
        here = tuple(sorted({code[:size] for code in grounds[place]})) or (place[:size],)
        key = (here[0], ()) if len(here) == 1 else (place[:size], here)
        held = sums.setdefault(key, [0, 0])
        held[0] += whole
        held[1] += still
    names = called(code for code, parts in sums for code in (code, *parts))
    return [
        PlaceCount(code, names[code], whole, still, tuple(names[part] for part in parts))
        for (code, parts), (whole, still) in sorted(sums.items())
    ]


def _counted(counties: set[str], when: Q) -> dict[str, list[int]]:
    """Place → how many matters stand there, and how many of them are open."""
    rows = (
        Matter.objects.filter(when, county__in=counties)
        .values_list("place")
        .annotate(whole=Count("id"), open=Count("id", filter=Q(ended_at__isnull=True)))
    )
    return {place: [whole, still] for place, whole, still in rows}


def _as_registered(counted: dict[str, list[int]], counties: set[str], when: Q) -> None:
    """Takes matters that followed their ground back to where they were registered."""
    followed = {one.matter: one for one in Followed.objects.filter(county__in=counties)}
    theirs = Followed.objects.filter(county__in=counties).values("matter")
    rows = Matter.objects.filter(when, county__in=counties, id__in=theirs) if followed else Matter.objects.none()
    for id, place, ended in rows.values_list("id", "place", "ended_at"):
        if place != followed[id].place:
            continue  # corrected by hand since
        for where, one in ((place, -1), (followed[id].was, 1)):
            held = counted.setdefault(where, [0, 0])
            held[0] += one
            held[1] += one if ended is None else 0
    for place in [place for place, (whole, _) in counted.items() if not whole]:
        del counted[place]


def open_at(*, codes: Iterable[str]) -> dict[str, int]:
    """How many open matters each of some places has. One statement."""
    wanted = sorted(set(codes))
    rows = Matter.objects.filter(
        county__in={code[:6] for code in wanted}, place__in=wanted, ended_at__isnull=True
    ).values_list("place")
    return dict(rows.annotate(n=Count("id")))
