"""Open what was handed in: tell the kind of map by its content, not by what it is called."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from xiangli.places.bounded import unpack
from xiangli.places.errors import BadFile
from xiangli.places.maps import geojson, geopackage, shapefile
from xiangli.places.maps.shapes import MOST_BYTES, MOST_POINTS, MOST_SHAPES, Drawn

_WRONG = "只收 GeoJSON、GeoPackage（.gpkg）和 Shapefile（.shp、.dbf、.prj 一起打成 .zip）。"


def read_map(content: bytes, name: str) -> Drawn:
    """The shapes of a file, told apart by its first bytes, whatever it is called. Raises BadFile."""
    if len(content) > MOST_BYTES:
        raise BadFile(f"文件超过 {MOST_BYTES >> 20} MB，请分乡镇交。")
    drawn = _read(content, name)
    if not drawn.shapes:
        raise BadFile("文件里没有图形。")
    if len(drawn.shapes) > MOST_SHAPES:
        raise BadFile(f"图形超过 {MOST_SHAPES:,} 个，请分开交。")
    if sum(_points(one.ground) for one in drawn.shapes) > MOST_POINTS:
        raise BadFile(f"边界点超过 {MOST_POINTS:,} 个，请先简化。")
    for one in drawn.shapes:
        if one.ground is not None and not np.isfinite(shapely.get_coordinates(one.ground)).all():
            one.ground, one.wrong = None, "坐标里有不是数的值"
    drawn.told = drawn.told.replace("\x00", "")
    return drawn


def _points(ground: BaseGeometry | None) -> int:
    return 0 if ground is None else int(shapely.get_num_coordinates(ground))


def _read(content: bytes, name: str) -> Drawn:
    head = content[:16]
    if head.startswith(b"PK\x03\x04"):
        return shapefile.read(unpack(content))
    if head.startswith(b"SQLite format 3\x00"):
        return geopackage.read(content)
    if content[:4] == b"\x00\x00\x27\x0a":
        raise BadFile("Shapefile 单有 .shp 不够：请把 .shp、.shx、.dbf、.prj 一起打成 .zip 再交。")
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return geojson.read(content)
    if not content.strip():
        raise BadFile("文件是空的。")
    raise BadFile(f"{name[:40]} 不是地图文件。{_WRONG}")
