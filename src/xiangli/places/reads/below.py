"""The places right below one."""

from xiangli.places.models import Place
from xiangli.places.models.place import Level


def townships(*, county: str) -> list[Place]:
    """Townships and subdistricts of a county that stand today, by code. One statement."""
    return list(Place.objects.filter(county=county, level=Level.TOWNSHIP, valid_to__isnull=True).order_by("code"))
