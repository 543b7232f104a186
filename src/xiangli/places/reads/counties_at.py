"""Many points → their counties, a million in well under a second: a raster answers, the polygons answer near borders.

The raster has cells of 0.005° (about half a kilometre). A cell no border runs through lies in one county or in none, and
a look-up tells it; points in the others are compared with the polygons themselves. So the answer is `county_at`'s, always.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import shapely

from xiangli.places.reads.county_at import polygons

CELL = 0.005
_HAIR = 1e-9  # degrees a border is widened by, so that no cell it only touches is missed
_NONE, _ASK = -1, -2

Points = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class _Raster:
    """`cells[row, column]`: number of the county that holds the whole cell, _NONE outside, _ASK where a border runs."""

    west: float
    south: float
    cells: npt.NDArray[np.int16]
    tree: shapely.STRtree
    codes: npt.NDArray[np.str_]


def counties_at(lon: npt.ArrayLike, lat: npt.ArrayLike) -> npt.NDArray[np.str_]:
    """County codes for points in degrees (WGS-84), "" for a point outside the province, not a number, or without a map.

    `lon` and `lat` have one shape, which the answer has too; ValueError where they differ.
    """
    x, y = np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)
    if x.shape != y.shape:
        raise ValueError("as many longitudes as latitudes are needed")
    raster = _raster()
    if raster is None:
        return np.full(x.shape, "", dtype="<U6")
    numbers = _numbers(raster, x.ravel(), y.ravel())
    named: npt.NDArray[np.str_] = raster.codes[numbers].reshape(x.shape)
    return named


def _numbers(raster: _Raster, x: Points, y: Points) -> Numbers:
    with np.errstate(invalid="ignore"):
        column, row = np.floor((x - raster.west) / CELL), np.floor((y - raster.south) / CELL)
        high, wide = raster.cells.shape
        inside = (column >= 0) & (column < wide) & (row >= 0) & (row < high)
    found: Numbers = np.full(x.size, _NONE, dtype=np.int64)
    at = np.flatnonzero(inside)
    found[at] = raster.cells[row[at].astype(np.intp), column[at].astype(np.intp)]
    near = np.flatnonzero(found == _ASK)
    if near.size:
        found[near] = _exact(raster.tree, x[near], y[near])
    return found


def _exact(tree: shapely.STRtree, x: Points, y: Points) -> Numbers:
    """The polygon each point lies in, the first of the tree for a point on a border; _NONE for none."""
    found: Numbers = np.full(x.size, _NONE, dtype=np.int64)
    candidates, grounds = tree.query(shapely.points(x, y))  # by boxes alone; the polygons are asked below, prepared
    order = np.argsort(grounds, kind="stable")
    candidates, grounds = candidates[order], grounds[order]
    for ground in range(len(tree.geometries) - 1, -1, -1):
        low, high = np.searchsorted(grounds, [ground, ground + 1])
        mine = candidates[low:high]
        polygon = tree.geometries[ground]
        found[mine[shapely.intersects_xy(polygon, x[mine], y[mine])]] = ground
    return found


@cache
def _raster() -> _Raster | None:
    held = polygons()
    if held is None:
        return None
    tree, codes = held
    grounds = tree.geometries
    shapely.prepare(grounds)
    west, south, east, north = shapely.total_bounds(grounds)
    west, south = west - CELL, south - CELL
    wide, high = int((east - west) / CELL) + 2, int((north - south) / CELL) + 2
    border = _border(grounds, west, south, (high, wide))
    cells = np.full((high, wide), _ASK, dtype=np.int16)
    # Along a row, cells between two bordered ones lie in the same county: ask once for each run.
    fresh = ~border & (np.pad(border, ((0, 0), (1, 0)), constant_values=True)[:, :-1])
    row, column = np.nonzero(fresh)
    of = _exact(tree, west + (column + 0.5) * CELL, south + (row + 0.5) * CELL)
    run = np.cumsum(fresh.ravel()).reshape(high, wide) - 1
    cells[~border] = of[run[~border]]
    return _Raster(west, south, cells, tree, np.array([*codes, ""]))  # -1 is the last: no county


def _border(
    grounds: npt.NDArray[np.object_], west: float, south: float, shape: tuple[int, int]
) -> npt.NDArray[np.bool_]:
    """Cells that a border runs through or touches: every edge is cut at each column, and marks the rows it spans there."""
    lines, of = shapely.get_coordinates(shapely.boundary(grounds)), _ring_numbers(grounds)
    follows = np.flatnonzero(of[1:] == of[:-1])
    one, two = lines[follows], lines[follows + 1]
    swap = one[:, 0] > two[:, 0]
    one[swap], two[swap] = two[swap], one[swap]
    (x1, y1), (x2, y2) = one.T, two.T
    first = np.floor((x1 - _HAIR - west) / CELL).astype(np.intp)
    last = np.floor((x2 + _HAIR - west) / CELL).astype(np.intp)
    count = last - first + 1
    edge = np.repeat(np.arange(x1.size), count)
    column = first[edge] + np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    slope = np.divide(y2 - y1, x2 - x1, out=np.zeros_like(x1), where=x2 > x1)
    steep = (x2 - x1 < 4 * _HAIR)[edge]
    left = np.clip(west + column * CELL - _HAIR, x1[edge], x2[edge])
    right = np.clip(west + (column + 1) * CELL + _HAIR, x1[edge], x2[edge])
    ends = np.stack((y1[edge] + slope[edge] * (left - x1[edge]), y1[edge] + slope[edge] * (right - x1[edge])))
    ends[:, steep] = np.stack((y1[edge], y2[edge]))[:, steep]
    low = np.floor((ends.min(axis=0) - _HAIR - south) / CELL).astype(np.intp)
    top = np.floor((ends.max(axis=0) + _HAIR - south) / CELL).astype(np.intp)
    tall = top - low + 1
    span = np.repeat(np.arange(low.size), tall)
    row = low[span] + np.arange(tall.sum()) - np.repeat(np.cumsum(tall) - tall, tall)
    marked = np.zeros(shape, dtype=bool)
    marked[row, column[span]] = True
    return marked


def _ring_numbers(grounds: npt.NDArray[np.object_]) -> Numbers:
    """For each coordinate of the boundaries the number of its ring."""
    rings = shapely.get_parts(shapely.boundary(grounds))
    numbers: Numbers = np.repeat(np.arange(rings.size), shapely.get_num_coordinates(rings))
    return numbers
