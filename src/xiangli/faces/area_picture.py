"""A map file drawn: the county's border behind, its shapes in front, those at fault and those with a note marked."""

from xml.sax.saxutils import escape

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from xiangli.places.maps.check import flat
from xiangli.places.models import MapFeature
from xiangli.places.reads.county_at import ground_of
from xiangli.places.reads.maps import Seen

WIDE, MARGIN = 960.0, 24.0
NAMED = 60
"""So many shapes bear their names; more would lie over each other."""
FILLS = {"sound": "#cfe3d8", "noted": "#f2e2b8", "faulty": "#f0c4bd"}
LINES = {"sound": "#2f6b4f", "noted": "#8a6a12", "faulty": "#a3301f"}


def drawn(found: Seen) -> str:
    """An SVG document; only geometry and names of places are in it."""
    shown = [(one, flat(shape(one.geometry))) for one in found.features if one.geometry]
    border = ground_of(found.file.county)
    behind = flat(border) if border is not None else None
    grounds = [ground for _, ground in shown] or ([behind] if behind is not None else [])
    if not grounds:
        return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 60"></svg>'
    west, south, east, north = shapely.total_bounds(shapely.geometrycollections(grounds))
    scale = (WIDE - 2 * MARGIN) / max(east - west, north - south, 1.0)
    tall = (north - south) * scale + 2 * MARGIN

    def line(ground: BaseGeometry) -> str:
        out = []
        for part in getattr(ground.simplify(1.0 / scale), "geoms", [ground.simplify(1.0 / scale)]):
            for ring in (part.exterior, *part.interiors) if part.geom_type == "Polygon" else ():
                points = ((x, y) for x, y in ring.coords)
                out.append(
                    "M"
                    + "L".join(f"{at(x, west, scale):.1f} {tall - at(y, south, scale):.1f}" for x, y in points)
                    + "Z"
                )
        return "".join(out)

    body = []
    if behind is not None:
        body.append(
            f'<path d="{line(behind)}" fill="#f4f3ee" stroke="#8b8b83" stroke-width="2" stroke-dasharray="8 5"/>'
        )
    for one, ground in shown:
        how = manner(one)
        body.append(
            f'<path d="{line(ground)}" fill="{FILLS[how]}" fill-opacity="0.85" fill-rule="evenodd" stroke="{LINES[how]}" '
            f'stroke-width="1.5"><title>{escape(one.name or one.code)}</title></path>'
        )
    for one, ground in shown if len(shown) <= NAMED else ():
        spot = ground.representative_point()
        x, y = at(spot.x, west, scale), tall - at(spot.y, south, scale)
        body.append(
            f'<text x="{x:.1f}" y="{y:.1f}" font-size="17" text-anchor="middle" fill="#1d1d1b" '
            f'font-family="sans-serif">{escape(one.name or one.code)}</text>'
        )
    wide = (east - west) * scale + 2 * MARGIN
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} {tall:.0f}">{"".join(body)}</svg>'


def at(metres: float, origin: float, scale: float) -> float:
    """A place on the sheet, from its left or lower edge."""
    return MARGIN + (metres - origin) * scale


def manner(one: MapFeature) -> str:
    """How a shape is marked."""
    return "faulty" if one.faults else "noted" if one.notes else "sound"
