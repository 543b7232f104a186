"""Whatever bytes are handed in as a map or a workbook: it is read, or refused in words; nothing else comes out."""

from __future__ import annotations

import random

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.places.maps import cells, geojson, geopackage, zipped
from tests.places.village import BESIDE, FAR, VILLAGE
from xiangli.places.errors import BadFile
from xiangli.places.maps.bundle import read_map
from xiangli.places.maps.check import shape_fault
from xiangli.places.maps.frame import degrees, frame
from xiangli.places.models import Datum
from xiangli.places.workbook import read_rows, template

GROUNDS = dict(zip([VILLAGE, BESIDE, FAR], cells(3), strict=True))
FILES = {"geojson": geojson(GROUNDS), "shapefile": zipped(GROUNDS), "geopackage": geopackage(GROUNDS)}


def spoilt(content: bytes, seed: int) -> bytes:
    """A file with some bytes changed, cut out, doubled or cut off."""
    chance = random.Random(seed)
    out = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(out))
        match chance.randrange(4):
            case 0:
                out[at] = chance.randrange(256)
            case 1:
                del out[at : at + chance.randint(1, 40)]
            case 2:
                out[at:at] = out[at : at + chance.randint(1, 40)]
            case _:
                del out[len(out) - chance.randint(0, len(out) // 8) :]
        if not out:
            break
    return bytes(out)


@pytest.mark.parametrize("kind", FILES)
@given(seed=st.integers(0, 10**9))
@settings(max_examples=60, deadline=None)
def test_a_spoilt_map_is_read_or_refused_in_words(kind, seed):
    try:
        drawn = read_map(spoilt(FILES[kind], seed), "map")
        held = frame(drawn)
    except BadFile as wrong:
        assert str(wrong)
        return
    for one in drawn.shapes:
        if one.ground is None:
            assert one.wrong
        else:
            shape_fault(degrees(one.ground, held, Datum.CGCS2000))


@given(seed=st.integers(0, 10**9))
@settings(max_examples=60, deadline=None)
def test_a_spoilt_workbook_is_read_or_refused_in_words(seed):
    try:
        list(read_rows(spoilt(template(), seed)))
    except BadFile as wrong:
        assert str(wrong)


@given(content=st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_refused_in_words(content):
    for read in (lambda: read_map(content, "x"), lambda: list(read_rows(content))):
        with pytest.raises(BadFile):
            read()


@pytest.mark.parametrize("number", ["1e400", "NaN", "-1e400"])
def test_a_coordinate_that_is_no_number_is_told(number):
    content = geojson({VILLAGE: shapely.box(113.6, 28.1, 113.7, 28.2)}).replace(b"113.7", number.encode(), 1)
    shape = read_map(content, "map").shapes[0]
    assert shape.ground is None
    assert "数" in shape.wrong
