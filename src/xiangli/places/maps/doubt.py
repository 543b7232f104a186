"""Whether a file's datum can be what is said: its edge is laid on the county's border as said, and as the other datum.

GCJ-02 moves a county by some 500 m, the same way all over; the county's polygon is rougher in its bends, but as often
to one side as to the other. So the medians of the two distances tell, where enough of the edge is the county's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from xiangli.places.maps.check import flat
from xiangli.places.maps.frame import shifted
from xiangli.places.models.map_file import Datum

_NEAR = 900.0  # metres: an edge this near the county's border, either way, may be the county's own
_FEW = 60  # points of such edge under which nothing is said
_BETTER = 0.75  # the other datum's distance must be below this share of the said one's…
_CLEAR = 60.0  # …and by so many metres
_MOST = 4000  # points looked at
_STEP = 100.0  # metres between the points


@dataclass(frozen=True, slots=True)
class Doubt:
    """Median metres from the county's border as said and as the other datum, over so many points of edge."""

    said: float
    other: float
    points: int

    @property
    def enough(self) -> bool:
        """Whether enough of the border was seen to say anything."""
        return self.points >= _FEW

    @property
    def raised(self) -> bool:
        """Whether the other datum fits so much better that one must ask."""
        return self.enough and self.other < _BETTER * self.said and self.said - self.other > _CLEAR


NO_DOUBT = Doubt(0.0, 0.0, 0)


def doubt(grounds: Sequence[BaseGeometry], border: BaseGeometry, said: Datum) -> Doubt:
    """Lay the outer edge of `grounds` (degrees, taken as `said`) on the `border` (an area in degrees of WGS-84).

    Where the file shows nothing of the county's border nothing can be told, and `points` is small.
    """
    whole = shapely.union_all([one for one in grounds if one is not None and one.is_valid])
    if whole.is_empty:
        return NO_DOUBT
    line = flat(border).boundary
    shapely.prepare(line)
    here = _edge(whole)
    there = shifted(shapely.multipoints(here), out=said == Datum.GCJ02)
    as_said = shapely.distance(shapely.points(_flat(here)), line)
    as_other = shapely.distance(shapely.points(_flat(shapely.get_coordinates(there))), line)
    near = np.minimum(as_said, as_other) < _NEAR
    if not near.any():
        return NO_DOUBT
    return Doubt(float(np.median(as_said[near])), float(np.median(as_other[near])), int(near.sum()))


def _edge(whole: BaseGeometry) -> np.ndarray:
    """Points of the outer edge, about a hundred metres apart, at most some thousands."""
    edges = [part.exterior for part in getattr(whole, "geoms", [whole]) if part.geom_type == "Polygon"]
    points = np.concatenate(
        [shapely.get_coordinates(shapely.segmentize(edge, _STEP / 111_195.0)) for edge in edges] or [np.empty((0, 2))]
    )
    return points[:: max(1, len(points) // _MOST)]


def _flat(points: np.ndarray) -> np.ndarray:
    return shapely.get_coordinates(flat(shapely.multipoints(points)))
