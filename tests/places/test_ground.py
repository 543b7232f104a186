"""Where a point lies, and the ground a county loads for its own places."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest
from shapely import get_coordinates
from shapely.geometry import shape

from xiangli.places.reads import county_at as ground
from xiangli.places.reads.counties_at import counties_at
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
    _, codes = ground.polygons()
    assert set(codes) == {d.code for d in divisions() if d.level == "county"} - ZONES


def test_many_points_at_once_lie_where_each_lies_alone_also_on_a_border():
    tree, _ = ground.polygons()
    random = np.random.default_rng(3)
    corners = random.permutation(get_coordinates(tree.geometries))[:1500]
    points = np.concatenate(
        [random.uniform((108.5, 24.4), (114.5, 30.4), (3000, 2)), corners, corners + random.normal(0, 1e-4, (1500, 2))]
    )
    found = counties_at(points[:, 0], points[:, 1])
    assert found.tolist() == [county_at(lon, lat) or "" for lon, lat in points]


def test_points_that_are_no_numbers_or_far_away_lie_nowhere():
    assert counties_at([np.nan, np.inf, -1e300, 113.63], [28.0, 28.0, 28.0, 28.16]).tolist() == ["", "", "", "430181"]
    assert counties_at([], []).shape == (0,)
    with pytest.raises(ValueError, match="as many"):
        counties_at([1.0, 2.0], [1.0])


def test_the_map_names_its_source_and_approval_number():
    assert "天地图" in ATTRIBUTION
    assert "GS(2024)0650" in ATTRIBUTION


def test_the_installed_polygons_are_those_that_were_checked(truth: Path):
    with gzip.open(truth / "hunan_counties.geojson.gz") as file:
        wanted = {f["properties"]["code"]: shape(f["geometry"]) for f in json.load(file)["features"]}
    tree, codes = ground.polygons()
    held = dict(zip(codes, tree.geometries, strict=True))
    assert held.keys() == wanted.keys()
    assert all(held[code].symmetric_difference(polygon).area < 1e-9 for code, polygon in wanted.items())
