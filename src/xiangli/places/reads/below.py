"""The places right below one."""

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
