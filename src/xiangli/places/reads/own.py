"""The places a county added below its villages, with what people call them, and how many each village has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from xiangli.places.models import LocalName, Place
from xiangli.places.models.place import Kind, Level

KINDS = (Kind.GROUP, Kind.GRID, Kind.HAMLET, Kind.ESTATE, Kind.BUILDING)


@dataclass(frozen=True, slots=True)
class Own:
    """One place below a village: `said` what people call it, `ground` whether its borders are on the map."""

    place: Place
    said: tuple[str, ...]


def below_village(*, village: str) -> list[Own]:
    """The standing places below a village, by kind and code. Two statements, however many."""
    rows = Place.objects.filter(
        county=village[:6], town=village[:9], village=village, own=True, level=Level.BELOW, valid_to__isnull=True
    ).order_by("code")
    said = _said(county=village[:6], places=Q(place__gte=village, place__lt=village + "~"))
    return [Own(row, said.get(row.code, ())) for row in rows]


def called(*, place: str) -> tuple[str, ...]:
    """What people call one place. One statement."""
    return _said(county=place[:6], places=Q(place=place)).get(place, ())


def _said(*, county: str, places: Q) -> dict[str, tuple[str, ...]]:
    out: dict[str, list[str]] = {}
    rows = LocalName.objects.filter(places, county=county, until__isnull=True).order_by("place", "name")
    for place, name in rows.values_list("place", "name"):
        out.setdefault(place, []).append(name)
    return {place: tuple(names) for place, names in out.items()}


@dataclass(frozen=True, slots=True)
class VillageCount:
    """A village with how many of each kind it has."""

    code: str
    name: str
    town: str
    counts: dict[str, int]


def villages(*, within: Sequence[str]) -> list[VillageCount]:
    """Villages standing under some codes (townships, villages or one county), by code. Two statements."""
    under = Q()
    for code in within:
        under |= {6: Q(county=code), 9: Q(town=code), 12: Q(code=code)}.get(len(code), Q(pk__in=()))
    if not within:
        return []
    rows = list(
        Place.objects.filter(under, level=Level.VILLAGE, valid_to__isnull=True)
        .order_by("code")
        .values_list("code", "name")
    )
    counted = (
        Place.objects.filter(own=True, level=Level.BELOW, valid_to__isnull=True, county__in={c[:6] for c, _ in rows})
        .values_list("village", "kind").annotate(n=Count("code"))
    )  # fmt: skip
    held: dict[str, dict[str, int]] = {}
    for village, kind, n in counted:
        held.setdefault(village, {})[kind] = n
    return [VillageCount(code, name, code[:9], held.get(code, {})) for code, name in rows]
