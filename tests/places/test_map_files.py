"""Map files of a county: read in their three kinds, named, judged, asked about their datum, put in force."""

from __future__ import annotations

import io
import json
import re
import zipfile
from uuid import uuid4

import pytest
import shapely
from shapely.geometry import shape

from tests.places.maps import PRJ, cells, faults, features, geojson, geopackage, hand_in, zipped
from tests.places.village import AT, BESIDE, BY, COUNTY, FAR, TOWN, VILLAGE, add, settle
from xiangli.intake.incoming import Incoming, Refused
from xiangli.intake.locate import locate
from xiangli.places.acts.publish_map import publish_map
from xiangli.places.acts.settle_datum import settle_datum
from xiangli.places.datum import from_plane, metres
from xiangli.places.errors import BadFile, ChangeIdReused, PlaceRefused
from xiangli.places.maps.frame import shifted
from xiangli.places.models import MapFeature, MapFile, Place, Polygon
from xiangli.places.reads.borders import life
from xiangli.places.reads.county_at import ground_of
from xiangli.places.reads.maps import NoSuchMap, map_files, seen
from xiangli.places.reads.place_at import place_at


@pytest.fixture(autouse=True)
def village(db: None) -> None:
    """李畋村 and its neighbours."""
    settle()


@pytest.fixture
def grounds() -> dict:
    """Three villages' invented ground; together the whole county."""
    return dict(zip([VILLAGE, BESIDE, FAR], cells(3), strict=True))


def publish(map: MapFile) -> MapFile:
    return publish_map(id=uuid4(), map=map.id, within=[COUNTY], by=BY, at=AT)


@pytest.mark.parametrize("write", [geojson, zipped, geopackage])
def test_each_kind_of_file_gives_its_shapes_with_their_codes(write, grounds):
    made = hand_in(write(grounds), said="cgcs2000")
    assert [one.code for one in features(made)] == list(grounds)
    assert [one.name for one in features(made)] == ["李畋村", "南阳村", "菊香村"]
    assert faults(made) == []
    for one in features(made):
        assert shape(one.geometry).symmetric_difference(grounds[one.code]).area < 1e-12
        assert one.given == one.geometry
    assert seen(id=made.id, within=[COUNTY]).ready


def test_a_plane_of_metres_is_turned_into_degrees_by_the_frame_the_file_names(grounds):
    back = from_plane(114, easting=38.5e6)

    def planar(points):
        """Newton's way from degrees to the plane, by its own inverse."""
        found = (points - [114, 0]) * [98_000, 110_800] + [38.5e6, 0]
        for _ in range(30):
            found = found + (points - back(found)) * [98_000, 110_800]
        return found

    flat = {code: shapely.transform(ground, planar) for code, ground in grounds.items()}
    for content in (zipped(flat, prj=PRJ), zipped(flat), geopackage(flat, srs=4526)):
        made = hand_in(content, said="cgcs2000")
        assert faults(made) == []
        told = shapely.get_coordinates(shape(features(made)[0].geometry))
        assert metres(told, shapely.get_coordinates(grounds[VILLAGE])).max() < 0.01
        assert shapely.get_coordinates(shape(features(made)[0].given)).max() > 3e6
    with pytest.raises(BadFile, match="不会是 GCJ-02"):
        hand_in(zipped(flat), said="gcj02")


def test_gcj02_is_kept_as_given_and_turned_to_a_metre(grounds):
    moved = {code: shifted(ground, out=True) for code, ground in grounds.items()}
    made = hand_in(geojson(moved), said="gcj02")
    assert (made.said, made.datum) == ("gcj02", "gcj02")
    one = features(made)[0]
    assert metres(shapely.get_coordinates(shape(one.geometry)), shapely.get_coordinates(grounds[VILLAGE])).max() < 0.01
    assert metres(shapely.get_coordinates(shape(one.given)), shapely.get_coordinates(grounds[VILLAGE])).min() > 400


@pytest.mark.parametrize(("really", "said"), [("gcj02", "wgs84"), ("gcj02", "cgcs2000"), ("wgs84", "gcj02")])
def test_a_file_that_lies_about_its_datum_is_found_by_the_countys_border_and_asked_about(really, said, grounds):
    given = {code: shifted(ground, out=True) if really == "gcj02" else ground for code, ground in grounds.items()}
    made = hand_in(geojson(given), said=said)
    assert made.datum == ""
    assert made.doubt["said"] > 200 > 20 > made.doubt["other"]
    with pytest.raises(PlaceRefused, match="坐标系还没有定"):
        publish(made)
    settle_datum(id=uuid4(), map=made.id, datum=really, within=[COUNTY], by=BY, at=AT)
    assert faults(made) == []
    told = shapely.get_coordinates(shape(features(made)[0].geometry))
    assert metres(told, shapely.get_coordinates(grounds[VILLAGE])).max() < 0.01
    assert MapFile.objects.get().said == said
    publish(made)
    assert Polygon.objects.count() == 3


def test_an_answer_may_also_be_that_it_is_as_was_said(grounds):
    given = {code: shifted(ground, out=True) for code, ground in grounds.items()}
    made = hand_in(geojson(given), said="wgs84")
    settle_datum(id=uuid4(), map=made.id, datum="wgs84", within=[COUNTY], by=BY, at=AT)
    assert MapFile.objects.get().datum == "wgs84"
    assert features(made)[0].geometry == features(made)[0].given


def test_a_true_file_and_one_far_from_the_border_are_not_asked_about(grounds):
    assert hand_in(geojson(grounds)).datum == "wgs84"
    middle = shapely.box(113.60, 28.10, 113.64, 28.14)
    assert hand_in(geojson({VILLAGE: middle})).doubt["points"] == 0


def test_in_the_middle_of_the_county_a_village_in_force_tells_the_datum_of_its_groups():
    ground = shapely.Point(113.62, 28.12).buffer(0.02)
    publish(hand_in(geojson({VILLAGE: ground})))
    groups = dict(zip([add(f"{n}组", "group").code for n in (1, 2, 3)], cells(3, within=ground), strict=True))
    moved = hand_in(geojson({code: shifted(one, out=True) for code, one in groups.items()}))
    assert moved.datum == ""
    assert hand_in(geojson(groups)).datum == "wgs84"


BOW = shapely.Polygon([(113.6, 28.1), (113.7, 28.2), (113.7, 28.1), (113.6, 28.2)])
BOX = shapely.box(113.60, 28.10, 113.64, 28.14)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (geojson({"430181110999": BOX}), "没有代码为 '430181110999'"),
        (geojson({"430181002004": BOX}), "没有代码为|不在本县"),
        (geojson({VILLAGE: BOW}), "自相交"),
        (geojson({VILLAGE: shapely.LineString([(113.6, 28.1), (113.7, 28.2)])}), "图形是 LineString"),
        (geojson({VILLAGE: shapely.box(28.10, 113.60, 28.14, 113.64)}), "经度在前"),
        (geojson({VILLAGE: shapely.box(113.0, 28.2, 113.3, 28.4)}), "浏阳市以外"),
        (geojson({VILLAGE: shapely.box(112.60, 27.10, 112.64, 27.14)}), "有 100% 在浏阳市以外"),
        (b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"430181110236"},"geometry":null}]}', "图形读不出来"),
        (b'{"type":"FeatureCollection","features":[{"properties":{"code":"430181110236"},"geometry":{"type":"Polygon","coordinates":"x"}}]}', "图形读不出来"),
    ],
)  # fmt: skip
def test_a_shape_at_fault_is_named_and_keeps_the_whole_map_out(content, why):
    made = hand_in(content)
    assert any(re.search(why, fault) for fault in faults(made)), faults(made)
    with pytest.raises(PlaceRefused, match="图形有错"):
        publish(made)
    assert not Polygon.objects.exists()


def test_an_ended_code_is_refused_with_what_followed_it():
    made = hand_in(geojson({VILLAGE: BOX, "430181211": shapely.box(113.7, 28.1, 113.72, 28.12)}))
    assert any("蕉溪乡" in fault and "430181132" in fault for fault in faults(made))


def test_a_code_given_twice_a_place_of_another_county_and_one_out_of_scope_are_told():
    twice = json.loads(geojson({VILLAGE: BOX}))
    twice["features"] += twice["features"]
    assert "和第 1 个图形代码相同" in faults(hand_in(json.dumps(twice).encode()))
    other = geojson({VILLAGE: BOX, BESIDE: shapely.box(113.7, 28.1, 113.72, 28.12), "430121109": BOX})
    assert any("不属于本县" in fault for fault in faults(hand_in(other)))
    assert any("不在您管的范围" in fault for fault in faults(hand_in(geojson({FAR: BOX}), within=[TOWN])))


def test_an_overlap_of_two_of_a_kind_is_told_and_of_two_kinds_is_not():
    group, grid = add("三组", "group").code, add("一网格", "grid").code
    told = {VILLAGE: BOX, BESIDE: shapely.box(113.63, 28.10, 113.67, 28.14), group: shapely.box(113.60, 28.10, 113.61, 28.11),
            grid: shapely.box(113.60, 28.10, 113.62, 28.12)}  # fmt: skip
    made = hand_in(geojson(told))
    assert faults(made) == []
    notes = {one.code: one.notes for one in features(made)}
    assert "与南阳村" in notes[VILLAGE][0] and "公顷" in notes[VILLAGE][0]
    assert "与李畋村" in notes[BESIDE][0]
    assert notes[group] == notes[grid] == []


def test_a_place_must_lie_in_its_parent_of_the_same_file_or_of_the_map_in_force():
    group = add("三组", "group").code
    out = shapely.box(113.66, 28.10, 113.68, 28.12)
    assert any("李畋村以外" in fault for fault in faults(hand_in(geojson({VILLAGE: BOX, group: out}))))
    publish(hand_in(geojson({VILLAGE: BOX})))
    assert any("李畋村以外" in fault for fault in faults(hand_in(geojson({group: out}))))


def test_places_may_be_told_by_name_where_the_name_is_alone():
    assert [one.code for one in features(hand_in(geojson({"李畋村": BOX}, column="村名")))] == [VILLAGE]
    made = hand_in(geojson({"李畋村": BOX, "王家村": shapely.box(113.7, 28.1, 113.72, 28.12)}, column="村名"))
    assert any("本县没有" in fault for fault in faults(made))
    with pytest.raises(BadFile, match="没有一列"):
        hand_in(geojson({"甲": BOX, "乙": BOX}, column="名"))


def test_a_map_in_force_places_points_and_is_replaced_whole(grounds, django_assert_num_queries):
    made = publish(hand_in(geojson(grounds)))
    assert (made.published_by, Polygon.objects.count()) == (BY, 3)
    spot = grounds[VILLAGE].representative_point()
    assert place_at(spot.x, spot.y).code == VILLAGE
    with django_assert_num_queries(0):
        assert place_at(spot.x, spot.y).all == (COUNTY, VILLAGE)
    report = Incoming(id=uuid4(), text="路灯不亮", place=COUNTY, lon=spot.x, lat=spot.y)
    assert locate(report).code == VILLAGE
    assert "界线" in locate(report).reason
    with pytest.raises(PlaceRefused, match="已经启用"):
        publish(made)
    publish(hand_in(geojson({VILLAGE: grounds[BESIDE], BESIDE: grounds[VILLAGE]})))
    assert place_at(spot.x, spot.y).code == BESIDE
    assert Polygon.objects.count() == 3
    assert MapFeature.objects.count() == 5


def test_of_grounds_that_hold_a_point_the_smallest_is_taken():
    group, grid = add("三组", "group").code, add("一网格", "grid").code
    told = {
        VILLAGE: BOX,
        group: shapely.box(113.60, 28.10, 113.61, 28.11),
        grid: shapely.box(113.60, 28.10, 113.62, 28.12),
    }
    publish(hand_in(geojson(told)))
    assert place_at(113.605, 28.105).code == group
    assert place_at(113.605, 28.105).all == (COUNTY, VILLAGE, grid, group)
    assert place_at(113.615, 28.105).code == grid
    assert place_at(113.63, 28.13).code == VILLAGE
    assert place_at(113.9, 28.3).code == COUNTY


def test_a_point_outside_the_province_has_no_place_and_its_report_is_refused():
    assert place_at(116.4, 39.9) is None
    with pytest.raises(Refused, match="不在湖南省内"):
        locate(Incoming(id=uuid4(), text="路灯不亮", place=COUNTY, lon=116.4, lat=39.9))


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a.shp", b"\x00" * (300 << 20))
    return out.getvalue()


def zipped_part(suffix: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(zipped({VILLAGE: BOX}))) as package:
        return next(package.read(name) for name in package.namelist() if name.endswith(suffix))


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts.items():
            package.writestr(name.replace("_", "."), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "空的"),
        (b"hello", "不是地图文件"),
        (b"\x89PNG\r\n\x1a\n....", "不是地图文件"),
        (b"{", "读不出来"),
        (b"{" * 100_000, "读不出来"),
        (b'{"type": "Topology"}', "FeatureCollection"),
        (b'{"type": "FeatureCollection", "features": []}', "没有图形"),
        (b"\x00\x00\x27\x0a" + b"\x00" * 96, "打成 .zip"),
        (b"SQLite format 3\x00" + b"\x00" * 200, "GeoPackage"),
        (geopackage({VILLAGE: BOX})[:5000], "GeoPackage 打不开"),
        (b"PK\x03\x04broken", "压缩包打不开"),
        (packed(readme_txt=b"x"), "正好有一个 .shp"),
        (packed(a_shp=b"\x00" * 100), "少了 a.dbf"),
        (packed(a_shp=zipped_part(".shp")[:150], a_dbf=zipped_part(".dbf")), "Shapefile 读不下去"),
        (geojson({VILLAGE: BOX}, crs="urn:ogc:def:crs:EPSG::3857"), "网络墨卡托"),
        (geojson({VILLAGE: BOX}, crs="EPSG:2343 Xian 1980"), "西安80"),
        (geojson({VILLAGE: shapely.box(500_000, 3e6, 501_000, 3.001e6)}), "中央经线"),
    ],
)
def test_a_file_that_is_no_map_is_refused_in_words_and_nothing_is_kept(content, why):
    with pytest.raises(BadFile, match=why):
        hand_in(content)
    assert not MapFile.objects.exists()


def test_a_zip_bomb_is_not_opened():
    with pytest.raises(BadFile, match="大得不正常"):
        hand_in(bomb())


def test_the_same_request_is_one_map_and_its_id_serves_no_other():
    id = uuid4()
    assert hand_in(geojson({VILLAGE: BOX}), id=id).id == hand_in(geojson({VILLAGE: BOX}), id=id).id
    with pytest.raises(ChangeIdReused):
        hand_in(geojson({BESIDE: BOX}), id=id)
    assert MapFile.objects.count() == 1


def test_the_list_asks_as_often_for_three_maps_as_for_one(django_assert_num_queries):
    for n in range(3):
        hand_in(geojson({VILLAGE: shapely.box(113.60, 28.10, 113.64, 28.14 + n / 1000)}))
        with django_assert_num_queries(2):
            assert [one[1:] for one in map_files(within=[COUNTY])] == [(1, 0)] * (n + 1)
    assert map_files(within=["430121"]) == []
    with pytest.raises(NoSuchMap):
        seen(id=MapFile.objects.first().id, within=["430121"])


ZONE, HOME = "430371", "430304"
IN_ZONE = "430371400201"


@pytest.fixture
def zone() -> None:
    """A development zone with one of its villages: it stands on another district's ground."""
    rows = [(HOME, "岳塘区", "county", "4303", ""), (ZONE, "湘潭高新技术产业园区", "county", "4303", HOME),
            ("430371400", "示例街道", "township", ZONE, ""), (IN_ZONE, "示例村", "village", "430371400", "")]  # fmt: skip
    Place.objects.bulk_create(
        Place(code=c, name=n, level=level, parent=up, second_parent=second) for c, n, level, up, second in rows
    )


def test_a_zones_village_is_drawn_on_the_ground_of_the_district_around_it(zone):
    middle = ground_of(HOME).representative_point()
    box = shapely.box(middle.x - 0.004, middle.y - 0.004, middle.x + 0.004, middle.y + 0.004)
    made = hand_in(geojson({IN_ZONE: box}), within=[ZONE])
    assert faults(made) == []
    publish_map(id=uuid4(), map=made.id, within=[ZONE], by=BY, at=AT)
    assert place_at(middle.x, middle.y).all == (HOME, IN_ZONE)
    assert life(IN_ZONE).second_parent == life(ZONE).second_parent == HOME
    far = hand_in(geojson({IN_ZONE: shapely.box(113.60, 28.10, 113.61, 28.11)}), within=[ZONE])
    assert any("以外" in fault for fault in faults(far))
