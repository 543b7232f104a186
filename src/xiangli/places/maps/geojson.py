"""GeoJSON (RFC 7946); an older file may name its reference system in ``crs``."""

from __future__ import annotations

import json
from typing import Any

from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from xiangli.places.errors import BadFile
from xiangli.places.maps.shapes import Drawn, Shape


def read(content: bytes) -> Drawn:
    """The features of a FeatureCollection, or of one Feature. Raises BadFile."""
    try:
        told = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as wrong:
        raise BadFile("GeoJSON 读不出来：不是 UTF-8，或没写完。") from wrong
    if not isinstance(told, dict):
        raise BadFile("GeoJSON 的最外层应是 FeatureCollection。")
    features = told.get("features") if told.get("type") == "FeatureCollection" else [told]
    if not isinstance(features, list) or told.get("type") not in ("FeatureCollection", "Feature"):
        raise BadFile("GeoJSON 的最外层应是 FeatureCollection。")
    crs = told.get("crs")
    named = crs.get("properties", {}).get("name", "") if isinstance(crs, dict) else ""
    return Drawn("geojson", [_one(n, one) for n, one in enumerate(features, start=1)], str(named))


def _one(n: int, feature: Any) -> Shape:
    if not isinstance(feature, dict):
        return Shape(n, {}, None, "不是一个 Feature")
    row = feature.get("properties")
    row = {str(k): v for k, v in row.items()} if isinstance(row, dict) else {}
    ground = area(feature.get("geometry"))
    return Shape(n, row, ground, "" if ground is not None else "图形读不出来：要 Polygon 或 MultiPolygon，坐标为数字")


def area(geometry: Any) -> BaseGeometry | None:
    """The geometry of a GeoJSON object, or None where it cannot be read."""
    if not isinstance(geometry, dict):
        return None
    try:
        return shape(geometry)
    except (ShapelyError, ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError):
        return None
