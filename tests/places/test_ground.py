"""Where a point lies, and the ground a county loads for its own places."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from shapely.geometry import shape

from xiangli.places.acts.load_polygon import PolygonError, load_polygon
from xiangli.places.models import Polygon
from xiangli.places.reads import county_at as ground
from xiangli.places.reads.county_at import ATTRIBUTION, county_at, has_map
from xiangli.places.reads.one import PlaceError
from xiangli.places.rows import ZONES, divisions

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
SQUARE = {
    "type": "Polygon",
    "coordinates": [[[113.6, 28.0], [113.7, 28.0], [113.7, 28.1], [113.6, 28.1], [113.6, 28.0]]],
}


@pytest.mark.parametrize(
    ("lon", "lat", "code"), [(113.63, 28.16, "430181"), (112.60, 26.89, "430405"), (109.74, 28.31, "433101")]
)
def test_a_point_tells_its_county(lon, lat, code):
    assert has_map()
    assert county_at(lon, lat)[:4] == code[:4]


def test_a_point_outside_the_province_has_no_county():
    assert county_at(116.4, 39.9) is None


def test_every_county_with_ground_is_on_the_map_and_no_zone_is():
    _, codes = ground._tree()
    assert set(codes) == {d.code for d in divisions() if d.level == "county"} - ZONES


def test_the_map_names_its_source_and_approval_number():
    assert "天地图" in ATTRIBUTION
    assert "GS(2024)0650" in ATTRIBUTION


def test_the_installed_polygons_are_those_that_were_checked(truth: Path):
    with gzip.open(truth / "hunan_counties.geojson.gz") as file:
        wanted = {f["properties"]["code"]: shape(f["geometry"]) for f in json.load(file)["features"]}
    tree, codes = ground._tree()
    held = dict(zip(codes, tree.geometries, strict=True))
    assert held.keys() == wanted.keys()
    assert all(held[code].symmetric_difference(polygon).area < 1e-9 for code, polygon in wanted.items())


def test_a_polygon_is_kept_and_replaced(loaded):
    load_polygon(code="430181110", geometry=SQUARE, source="县自然资源局", at=NOW)
    load_polygon(code="430181110", geometry=SQUARE, source="县自然资源局二版", at=NOW)
    assert list(Polygon.objects.values_list("code", "source")) == [("430181110", "县自然资源局二版")]


@pytest.mark.parametrize(
    ("geometry", "why"),
    [
        ({"type": "Point", "coordinates": [113, 28]}, "要 Polygon"),
        (
            {"type": "Polygon", "coordinates": [[[28.0, 113.6], [28.0, 113.7], [28.1, 113.7], [28.0, 113.6]]]},
            "湖南附近",
        ),
        ({"type": "Polygon", "coordinates": [[[113, 28], [114, 29], [114, 28], [113, 29], [113, 28]]]}, "自相交"),
        ({"type": "Polygon", "coordinates": "nonsense"}, "读不出来"),
        ({}, "要 Polygon"),
    ],
)
def test_what_cannot_be_ground_is_refused_with_the_reason(loaded, geometry, why):
    with pytest.raises(PolygonError, match=why):
        load_polygon(code="430181110", geometry=geometry, source="x", at=NOW)
    assert not Polygon.objects.exists()


def test_a_polygon_of_an_unknown_place_is_refused(loaded):
    with pytest.raises(PlaceError):
        load_polygon(code="439999", geometry=SQUARE, source="x", at=NOW)
