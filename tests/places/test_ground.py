"""Where a point lies, and the ground a county loads for its own places."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from shapely.geometry import shape

from xiangli.places.reads import county_at as ground
from xiangli.places.reads.county_at import ATTRIBUTION, county_at, has_map
from xiangli.places.rows import ZONES, divisions


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
