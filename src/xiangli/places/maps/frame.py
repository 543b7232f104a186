"""The frame a map's numbers are in: degrees of a datum, or metres of a plane with its meridian.

County offices hand in CGCS2000 as 3° Gauss-Krüger zones (GB/T 22021; EPSG 4491 to 4554); Hunan lies in those of
108°, 111° and 114°.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from xiangli.places.datum import Points, from_gcj02, from_plane, to_gcj02
from xiangli.places.errors import BadFile
from xiangli.places.maps.shapes import Drawn
from xiangli.places.models.map_file import Datum

_EPSG = re.compile(r"EPSG(?:/0)?[:\"', ]+(\d{4,5})|EPSG::(\d{4,5})", re.I)
_MERIDIAN = re.compile(r"(?:central_meridian|longitude of natural origin)\W+(-?\d+(?:\.\d+)?)", re.I)
_SCALE = re.compile(r"scale[_ ]factor(?: at natural origin)?\W+(\d+(?:\.\d+)?)", re.I)
_EASTING = re.compile(r"false[_ ]easting\W+(-?\d+(?:\.\d+)?)", re.I)
_OLD = re.compile(r"beijing.?(19)?54|xian.?(19)?80|krasov", re.I)
_AROUND = (107.0, 23.5, 115.5, 31.0)  # degrees around Hunan: west, south, east, north


@dataclass(frozen=True, slots=True)
class Frame:
    """`datum` as the file itself says it (None: it does not); `plane` turns its metres into degrees, or None."""

    datum: Datum | None
    plane: Callable[[Points], Points] | None = None


def frame(drawn: Drawn) -> Frame:
    """What the file says of itself, or what its numbers can only be. Raises BadFile in words."""
    told = drawn.told
    if _OLD.search(told):
        raise BadFile("北京54、西安80 坐标要先在制图软件里转成 CGCS2000（国家大地坐标系）再交。")
    found = _EPSG.findall(told)
    number = int(next(filter(None, found[-1]))) if found else 0
    if number == 3857 or "pseudo-mercator" in told.lower() or "web_mercator" in told.lower():
        raise BadFile("网络墨卡托（EPSG:3857）坐标请先转成经纬度再交。")
    datum = Datum.CGCS2000 if number == 4490 or re.search(r"cgcs.?2000|china.*2000", told, re.I) else None
    datum = datum or (Datum.WGS84 if number == 4326 or re.search(r"wgs.?(19)?84|crs84", told, re.I) else None)
    west, _, east, _ = _bounds(drawn)
    if np.isfinite(west) and max(abs(west), abs(east)) <= 360:
        return Frame(datum)
    return Frame(datum or Datum.CGCS2000, _plane(told, number, east))


def _bounds(drawn: Drawn) -> tuple[float, float, float, float]:
    grounds = np.array([one.ground for one in drawn.shapes if one.ground is not None], dtype=object)
    west, south, east, north = shapely.total_bounds(grounds) if len(grounds) else (0.0, 0.0, 0.0, 0.0)
    return west, south, east, north


def _plane(told: str, number: int, east: float) -> Callable[[Points], Points]:
    if 4491 <= number <= 4501:
        return from_plane(75 + 6 * (number - 4491), easting=(13 + number - 4491) * 1e6 + 5e5)
    if 4502 <= number <= 4512:
        return from_plane(75 + 6 * (number - 4502))
    if 4513 <= number <= 4533:
        return from_plane(75 + 3 * (number - 4513), easting=(25 + number - 4513) * 1e6 + 5e5)
    if 4534 <= number <= 4554:
        return from_plane(75 + 3 * (number - 4534))
    meridian, scale, easting = _MERIDIAN.search(told), _SCALE.search(told), _EASTING.search(told)
    if meridian:
        return from_plane(
            float(meridian[1]), scale=float(scale[1]) if scale else 1.0, easting=float(easting[1]) if easting else 5e5
        )
    zone = int(east // 1e6)
    if 36 <= zone <= 38:  # the zone's number stands before the easting: 37 is 111°, 38 is 114°
        return from_plane(3.0 * zone, easting=zone * 1e6 + 5e5)
    raise BadFile("坐标是平面米数，但文件没说中央经线（缺 .prj）。请带上 .prj，或转成经纬度再交。")


def degrees(ground: BaseGeometry, frame: Frame, datum: Datum) -> BaseGeometry:
    """The ground in degrees of WGS-84, taken as `datum`; heights are left out."""

    def turn(points: Points) -> Points:
        flat = frame.plane(points) if frame.plane else points
        return from_gcj02(flat) if datum == Datum.GCJ02 else flat

    return shapely.transform(ground, turn)


def other(datum: Datum) -> Datum:
    """The datum that a file handed in as `datum` is likely to be in when it is not."""
    return Datum.WGS84 if datum == Datum.GCJ02 else Datum.GCJ02


def shifted(ground: BaseGeometry, *, out: bool) -> BaseGeometry:
    """Degrees of WGS-84 moved as GCJ-02 moves them (`out`), or moved back."""
    return shapely.transform(ground, to_gcj02 if out else from_gcj02)


def around(ground: BaseGeometry) -> bool:
    """Whether degrees lie around Hunan: longitude first, and neither metres nor another country."""
    west, south, east, north = ground.bounds
    return west >= _AROUND[0] and south >= _AROUND[1] and east <= _AROUND[2] and north <= _AROUND[3]
