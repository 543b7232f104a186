"""The places right below one."""

from collections.abc import Iterable
from functools import cache

from xiangli.places.models import Place
from xiangli.places.models.place import Level
from xiangli.places.rows import divisions


def townships(*, county: str) -> list[Place]:
    """Townships and subdistricts of a county that stand today, by code. One statement."""
    return list(Place.objects.filter(county=county, level=Level.TOWNSHIP, valid_to__isnull=True).order_by("code"))


@cache
def counties_under(code: str) -> tuple[str, ...]:
    """The counties of a city or province by the shipped divisions, after the code itself, which is a shard of its own."""
    return (code, *(one.code for one in divisions() if one.level == "county" and one.code.startswith(code)))


def standing_below(codes: Iterable[str]) -> dict[str, str]:
    """Code → name of the places right below each of ``codes``, by code. One statement; none for no code."""
    wanted = list(codes)
    if not wanted:
        return {}
    rows = Place.objects.filter(parent__in=wanted, valid_to__isnull=True).order_by("code")
    return dict(rows.values_list("code", "name"))
