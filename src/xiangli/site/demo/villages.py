"""Three of Dayao's villages with invented groups and hamlets, one merger, and sketched borders that say they are none."""

import json
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

import numpy as np
import shapely
from django.utils import timezone
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from xiangli.intake.acts.receive import receive
from xiangli.intake.incoming import Incoming
from xiangli.matters.acts.redraw import redraw
from xiangli.parties.reads.actor import Actor, Hat
from xiangli.places.acts.add_place import add_place
from xiangli.places.acts.hand_in_map import hand_in_map
from xiangli.places.acts.publish_map import publish_map
from xiangli.places.maps.frame import shifted
from xiangli.places.models import Place
from xiangli.places.reads.county_at import ground_of
from xiangli.places.redraw import Asked
from xiangli.places.rows import divisions
from xiangli.site.demo.people import COUNTY, TOWN

NAMESPACE = UUID("0b7f6a0e-35cb-4a52-9a15-0f3e8d7c2a11")
BY = "示范·孟界图（浏阳市自然资源局）"
GROUPS = {"430181110236": 12, "430181110235": 9, "430181110232": 8}
HAMLETS = {
    "430181110236": {"桂竹屋场": "老油榨", "樟树屋场": "下塘湾、樟树下", "示范屋场": "", "石桥屋场": "石拱桥头"},
    "430181110235": {"枫树屋场": "老碾房", "柏树屋场": "", "新塘屋场": "新塘坝上"},
    "430181110232": {"竹山屋场": "", "茶子屋场": "茶子岭、老砖窑", "井边屋场": "双井边"},
}
ESTATE = ("430181110236", "示范家园", ("1栋", "2栋", "3栋"))
TELLINGS = (
    "老油榨那里的路灯坏了三天，晚上看不见路。",
    "三组的水管又爆了，路上全是水。",
    "示范家园2栋楼下的化粪池满了出来。",
    "四组的机耕路塌了一截。",
)
CENTRE = (113.715, 28.0)
"""Somewhere in the county's south: the sketch is no survey and says so."""


def villages(*, until: datetime) -> None:
    """What a clerk would fill in over some days; all acts are real, all names below the villages are invented."""
    at = until - timedelta(days=20)
    for village, count in GROUPS.items():
        for n in range(1, count + 1):
            _add(village, "group", f"第{n}村民小组", at)
        _add(village, "grid", "第一网格", at)
        for name, said in HAMLETS[village].items():
            _add(village, "hamlet", name, at, said=tuple(one for one in said.split("、") if one))
    estate = _add(ESTATE[0], "estate", ESTATE[1], at)
    for name in ESTATE[2]:
        _add(ESTATE[0], "building", name, at, parent=estate.code)
    reports = [
        Incoming(
            id=uuid5(NAMESPACE, text), text=text, place=ESTATE[0], channel="chat", source="demo-place", by="示范·周小满"
        )
        for text in TELLINGS
    ]
    receive(reports, at=until - timedelta(days=6))
    _merge(until)
    _maps(until)


def _add(village: str, kind: str, name: str, at: datetime, *, said: tuple[str, ...] = (), parent: str = "") -> Place:
    id = uuid5(NAMESPACE, f"{village} {kind} {name}")
    return add_place(
        id=id, village=village, kind=kind, name=name, said=said, parent=parent, since=date(2019, 1, 1), by=BY, at=at
    )


def _merge(until: datetime) -> None:
    """Two groups became one last week: counts of then and of today differ since."""
    village = ESTATE[0]
    hat = Hat(post=uuid5(NAMESPACE, "keeper"), name="地图管理", organisation="浏阳市自然资源局",
              office=f"natural_resources@{COUNTY}", places=(COUNTY,), lines=("natural_resources",), acts=("places",))  # fmt: skip
    on = timezone.localtime(until).date() - timedelta(days=3)
    asked = Asked("merge", (f"{village}g04", f"{village}g05"), on, names=("四五联组",))
    redraw(
        asked=asked,
        by=Actor(kind="post", name=BY, hats=(hat,)),
        at=until - timedelta(days=3),
        request=uuid5(NAMESPACE, "merge"),
    )


def _maps(until: datetime) -> None:
    """A sketch of the township's villages in force, and one of the county's townships whose datum is asked about."""
    county = ground_of(COUNTY)
    if county is None:
        return
    around = shapely.Point(CENTRE).buffer(0.06).intersection(county)
    mine = [one.code for one in divisions() if one.code.startswith(TOWN) and one.level == "village"]
    content = _file(dict(zip(mine, _cells(around, len(mine)), strict=True)))
    made = _hand_in(content, "大瑶镇各村示意（演示，非实测界线）.geojson", until)
    publish_map(id=uuid5(NAMESPACE, "publish"), map=made, within=[COUNTY], by=BY, at=until)
    towns = [one.code for one in divisions() if one.parent == COUNTY]
    moved = [shifted(one, out=True) for one in _cells(county, len(towns))]
    _hand_in(_file(dict(zip(towns, moved, strict=True))), "各乡镇示意（演示，坐标系写错）.geojson", until)


def _hand_in(content: bytes, file: str, at: datetime) -> UUID:
    id = uuid5(NAMESPACE, file)
    return hand_in_map(id=id, content=content, file=file, said="cgcs2000", within=[COUNTY], by=BY, at=at).id


def _cells(ground: BaseGeometry, count: int) -> list[BaseGeometry]:
    """The ground cut into cells, the same each time."""
    west, south, east, north = ground.bounds
    chance = np.random.default_rng(20221105)
    points: list[tuple[float, float]] = []
    while len(points) < count:
        spot = (float(chance.uniform(west, east)), float(chance.uniform(south, north)))
        if ground.contains(shapely.Point(spot)):
            points.append(spot)
    parts = shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=ground.envelope.buffer(1))
    cells = [part.intersection(ground) for part in parts.geoms]
    return [max(getattr(one, "geoms", [one]), key=lambda part: part.area) for one in cells]


def _file(grounds: dict[str, BaseGeometry]) -> bytes:
    features = [
        {"type": "Feature", "properties": {"code": code}, "geometry": mapping(ground)}
        for code, ground in grounds.items()
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()
