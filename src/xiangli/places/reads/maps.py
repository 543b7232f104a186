"""Map files of a county: those handed in, one with its shapes and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from xiangli.places.models import MapFeature, MapFile, Polygon

_LISTED = 50


class NoSuchMap(LookupError):
    """No map with this id was handed in for the county of whoever asks."""


def _counties(within: Iterable[str]) -> set[str]:
    return {code[:6] for code in within if len(code) >= 6}


def map_file(*, id: UUID, within: Sequence[str]) -> MapFile:
    """One map of the counties of `within`. Raises NoSuchMap."""
    found = MapFile.objects.filter(county__in=_counties(within), id=id).first()
    if found is None:
        raise NoSuchMap(id)
    return found


def map_files(*, within: Sequence[str]) -> list[tuple[MapFile, int, int]]:
    """The newest fifty: each with the number of its shapes and of those at fault. Two statements."""
    files = list(MapFile.objects.filter(county__in=_counties(within)).order_by("-at", "-id")[:_LISTED])
    counted = {
        map: (n, bad)
        for map, n, bad in MapFeature.objects.filter(
            county__in=_counties(within), map__in=[one.id for one in files]
        ).values_list("map").annotate(n=Count("id"), bad=Count("id", filter=~Q(faults=[])))
    }  # fmt: skip
    return [(one, *counted.get(one.id, (0, 0))) for one in files]


@dataclass(frozen=True, slots=True)
class Seen:
    """A map with its shapes, in the file's order; `replaces` how many of their places have ground in force already."""

    file: MapFile
    features: list[MapFeature]
    replaces: int

    @property
    def at_fault(self) -> int:
        """How many shapes keep the map from being put in force."""
        return sum(1 for one in self.features if one.faults)

    @property
    def ready(self) -> bool:
        """Whether it may be put in force: every shape sound, its datum settled, not in force yet."""
        return bool(self.features and self.file.datum) and not self.at_fault and self.file.published_at is None


def seen(*, id: UUID, within: Sequence[str]) -> Seen:
    """The preview of a map. Three statements. Raises NoSuchMap."""
    file = map_file(id=id, within=within)
    features = list(MapFeature.objects.filter(county=file.county, map=file.id).order_by("n"))
    codes = [one.code for one in features if one.code]
    return Seen(file, features, Polygon.objects.filter(county=file.county, code__in=codes).count())
