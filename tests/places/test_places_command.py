"""`xiangli places`: the same acts and questions from the command line."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest
import shapely

from tests.places.maps import geojson
from tests.places.village import COUNTY, VILLAGE, add, settle
from xiangli.cli import places
from xiangli.places.maps.frame import shifted
from xiangli.places.models import MapFile, Place, Polygon
from xiangli.places.reads.county_at import ground_of

BOX = shapely.box(113.60, 28.10, 113.64, 28.14)


@pytest.fixture(autouse=True)
def village(db: None) -> None:
    """李畋村 and its neighbours."""
    settle()


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    places.arguments(parser)
    return places.run(parser.parse_args(list(words)))


def told(capsys: pytest.CaptureFixture[str]) -> list[dict]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_place_is_added_and_listed(capsys):
    assert run("add", VILLAGE, "hamlet", "张家屋场", "--said", "老碾房") == 0
    capsys.readouterr()
    assert run("list", VILLAGE) == 0
    assert told(capsys) == [{"code": f"{VILLAGE}h01", "name": "张家屋场", "kind": "hamlet", "said": ["老碾房"]}]


def test_what_is_refused_is_said_and_the_exit_code_is_one(capsys):
    add("张家屋场")
    assert run("add", VILLAGE, "hamlet", "张家屋场") == 1
    assert "已经有张家屋场" in capsys.readouterr().err
    assert run("code", "439999") == 1
    assert "没有代码为" in capsys.readouterr().err
    assert run("map", "/nowhere/x.geojson", "--county", COUNTY) == 1


def test_the_template_comes_back_in_as_nothing(tmp_path: Path, capsys):
    file = tmp_path / "places.xlsx"
    assert run("template", str(file)) == 0
    assert run("import", str(file), "--within", COUNTY) == 0
    assert capsys.readouterr().out == "added 0 held 0 names 0 errors 0\n"


def test_a_codes_life_and_the_places_at_a_point_are_told(capsys):
    add("张家屋场")
    assert run("code", f"{VILLAGE}h01") == 0
    assert told(capsys)[0]["today"] == [f"{VILLAGE}h01"]
    assert run("at", "113.62", "28.12") == 0
    assert told(capsys) == [{"code": COUNTY, "all": [COUNTY]}]
    assert run("at", "116.4", "39.9") == 1


def test_counts_need_no_matter_and_take_days(capsys):
    assert (
        run(
            "counts",
            COUNTY,
            "--level",
            "village",
            "--borders",
            "then",
            "--since",
            "2026-01-01",
            "--until",
            "2026-12-31",
        )
        == 0
    )
    assert told(capsys) == []


def test_a_map_is_checked_published_and_handed_in_once(tmp_path: Path, capsys):
    file = tmp_path / "map.geojson"
    file.write_bytes(geojson({VILLAGE: BOX}))
    assert run("map", str(file), "--county", COUNTY) == 0
    assert "published 0" in capsys.readouterr().out
    assert run("map", str(file), "--county", COUNTY, "--publish") == 0
    assert "shapes 1 faults 0 datum cgcs2000 published 1" in capsys.readouterr().out
    assert (MapFile.objects.count(), Polygon.objects.get().code) == (1, VILLAGE)


def test_a_map_in_another_datum_waits_for_the_answer(tmp_path: Path, capsys):
    file = tmp_path / "map.geojson"
    file.write_bytes(geojson({"430181110": shifted(ground_of(COUNTY), out=True)}))
    assert run("map", str(file), "--county", COUNTY, "--datum", "wgs84", "--publish") == 1
    assert not Polygon.objects.exists()
    assert run("map", str(file), "--county", COUNTY, "--datum", "wgs84", "--really", "gcj02", "--publish") == 0
    assert Polygon.objects.get().datum == "gcj02"


def test_faults_are_printed_by_shape(tmp_path: Path, capsys):
    file = tmp_path / "map.geojson"
    file.write_bytes(geojson({VILLAGE: BOX, "430181110999": BOX}))
    assert run("map", str(file), "--county", COUNTY) == 1
    assert "第 2 个图形 430181110999" in capsys.readouterr().err
    assert Place.objects.filter(own=True).count() == 0
