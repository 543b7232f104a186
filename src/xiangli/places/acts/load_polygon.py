"""Keep the ground of one place from a GeoJSON file of the county's own."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from shapely.errors import ShapelyError
from shapely.geometry import shape

from xiangli.places.models import Polygon
from xiangli.places.reads.one import place

_PROVINCE = (108.0, 24.0, 115.0, 31.0)  # degrees around Hunan: west, south, east, north


class PolygonError(ValueError):
    """The geometry is no area on the ground of this province; the message says why."""


def load_polygon(*, code: str, geometry: dict[str, Any], source: str, at: datetime) -> Polygon:
    """Writes or replaces the polygon of a standing place. `geometry`: GeoJSON Polygon or MultiPolygon, WGS-84 degrees.

    Raises PlaceError for an unknown or ended code, PolygonError for a geometry that cannot be the place's ground.
    """
    place(code)
    if geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise PolygonError("要 Polygon 或 MultiPolygon，不要其他图形。")
    try:
        ground = shape(geometry)
    except (ShapelyError, ValueError, TypeError, KeyError, IndexError) as error:
        raise PolygonError("坐标读不出来，请核对 GeoJSON。") from error
    if ground.is_empty or not ground.is_valid:
        raise PolygonError("边界自相交或为空，请在制图软件里修好再传。")
    west, south, east, north = ground.bounds
    if west < _PROVINCE[0] or south < _PROVINCE[1] or east > _PROVINCE[2] or north > _PROVINCE[3]:
        raise PolygonError("坐标不在湖南附近；要 WGS-84 的经度、纬度，经度在前。")
    held, _ = Polygon.objects.update_or_create(code=code, defaults={"geometry": geometry, "source": source, "at": at})
    return held
