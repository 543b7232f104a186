"""Datums: GCJ-02 there and back to well under a metre, and the planes that county offices hand in."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xiangli.places.datum import from_gcj02, from_plane, metres, to_gcj02

LON, LAT = st.floats(108.5, 114.5), st.floats(24.5, 30.5)


def point(lon: float, lat: float) -> np.ndarray:
    return np.array([[lon, lat]])


@given(LON, LAT)
def test_there_and_back_is_the_same_point_to_a_millimetre(lon, lat):
    here = point(lon, lat)
    assert metres(from_gcj02(to_gcj02(here)), here)[0] < 0.001
    assert metres(to_gcj02(from_gcj02(here)), here)[0] < 0.001


@given(LON, LAT)
def test_the_shift_in_hunan_is_hundreds_of_metres_to_the_south_east(lon, lat):
    here = point(lon, lat)
    moved = to_gcj02(here)
    assert 400 < metres(moved, here)[0] < 800
    assert moved[0, 0] > lon
    assert moved[0, 1] < lat


@given(LON, LAT)
def test_points_a_metre_apart_stay_about_a_metre_apart(lon, lat):
    here, near = point(lon, lat), point(lon + 1e-5, lat)
    assert metres(to_gcj02(here), to_gcj02(near))[0] == pytest.approx(metres(here, near)[0], rel=0.02)


def test_the_published_example_of_the_formula_comes_out():
    assert to_gcj02(point(116.404, 39.915))[0] == pytest.approx([116.41024449916938, 39.91640428150164], abs=1e-9)


def test_no_points_and_many_points_are_turned_alike():
    assert from_gcj02(np.empty((0, 2))).shape == (0, 2)
    many = np.array([[113.6, 28.1], [109.7, 28.3]])
    assert (from_gcj02(many)[1] == from_gcj02(many[1:])[0]).all()


@pytest.mark.parametrize(
    ("meridian", "easting", "east", "north", "lon", "lat"),
    [  # worked with PROJ 9 for EPSG 4547, 4526 and 4525
        (114, 5e5, 541_088.5061964362, 2_707_804.6040249313, 114.40530601, 24.47359118),
        (114, 38.5e6, 38_643_184.31986572, 2_798_656.3762028506, 115.42159975, 25.28745947),
        (111, 37.5e6, 37_531_042.367468834, 3_231_122.533187313, 111.31918844, 29.19678404),
    ],
)
def test_a_gauss_krueger_plane_gives_the_degrees_that_others_reckon(meridian, easting, east, north, lon, lat):
    found = from_plane(meridian, easting=easting)(np.array([[east, north]]))
    assert metres(found, point(lon, lat))[0] < 0.01


@given(st.floats(-160_000, 160_000), st.floats(2.65e6, 3.4e6))
@settings(max_examples=50)
def test_a_plane_keeps_its_distances_near_the_meridian(east, north):
    plane = from_plane(114)
    here = plane(np.array([[5e5 + east, north]]))
    there = plane(np.array([[5e5 + east, north + 1000.0]]))
    assert metres(here, there)[0] == pytest.approx(1000, rel=0.005)
