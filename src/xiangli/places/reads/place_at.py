"""Point → the smallest place whose ground the county's own map shows there: village, grid, group, hamlet."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from xiangli.places.kept import Kept
from xiangli.places.models import Polygon
from xiangli.places.reads.county_at import county_at
from xiangli.places.rows import ZONE_GROUND

_COUNTIES = 16  # maps of so many counties are kept in memory
_FINE = "wghebx"  # below the village the finer comes later: a grid may hold several groups


@dataclass(frozen=True, slots=True)
class Ground:
    """The places that have a point on their ground: `code` the smallest, `all` from the county down."""

    code: str
    all: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Map:
    tree: STRtree
    codes: tuple[str, ...]


def _load(county: str) -> _Map | None:
    rows = list(Polygon.objects.filter(county=county).order_by("code").values_list("code", "geometry"))
    if not rows:
        return None
    grounds: list[BaseGeometry] = [shape(geometry) for _, geometry in rows]
    shapely.prepare(np.array(grounds, dtype=object))
    return _Map(STRtree(grounds), tuple(code for code, _ in rows))


_map: Kept[str, _Map | None] = Kept(_load, none=None, most=_COUNTIES)


# A zone has offices and codes but no ground of its own: its villages lie on the map of the county around it.
_ZONES = {home: tuple(zone for zone, on in ZONE_GROUND.items() if on == home) for home in ZONE_GROUND.values()}


def _hits(county: str, point: shapely.Point) -> list[str]:
    held = _map(county)
    return [held.codes[int(n)] for n in held.tree.query(point, predicate="intersects")] if held else []


def fineness(code: str) -> tuple[int, int]:
    """How small a place is: by the length of its code, below the village by its kind."""
    return (min(len(code), 13), _FINE.find(code[12]) if len(code) > 12 else 0)


def place_at(lon: float, lat: float, *, county: str | None = None) -> Ground | None:
    """The places at a point in degrees of WGS-84; None outside the province, or where no map is installed or loaded.

    `county`: its code where it is known already. No statement while the county's map is in memory.
    """
    home = county or county_at(lon, lat)
    if home is None:
        return None
    point = shapely.Point(lon, lat)
    hits = [code for map in (home, *_ZONES.get(home, ())) for code in _hits(map, point)]
    found = sorted({home, *hits}, key=lambda code: (fineness(code), code))
    return Ground(found[-1], tuple(found))
