"""Maps of an invented division of real ground: cells of Liuyang's own polygon, written as the three kinds of file."""

from __future__ import annotations

import io
import json
import sqlite3
import struct
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

import numpy as np
import shapefile
import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from tests.places.village import AT, BY, COUNTY
from xiangli.places.acts.hand_in_map import hand_in_map
from xiangli.places.models import MapFeature, MapFile
from xiangli.places.reads.county_at import ground_of

PRJ = (
    'PROJCS["CGCS2000 / 3-degree Gauss-Kruger zone 38",GEOGCS["China Geodetic Coordinate System 2000",DATUM["China_2000",'
    'SPHEROID["CGCS2000",6378137,298.257222101]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],'
    'PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",114],'
    'PARAMETER["scale_factor",1],PARAMETER["false_easting",38500000],PARAMETER["false_northing",0],UNIT["metre",1],'
    'AUTHORITY["EPSG","4526"]]'
)


def cells(count: int, *, within: BaseGeometry | None = None) -> list[BaseGeometry]:
    """The county's ground (or another) cut into cells that share edges, the same each time."""
    ground = within if within is not None else ground_of(COUNTY)
    west, south, east, north = ground.bounds
    chance = np.random.default_rng(7)
    seeds: list[Any] = []
    while len(seeds) < count:
        point = shapely.Point(chance.uniform(west, east), chance.uniform(south, north))
        if ground.contains(point):
            seeds.append(point)
    parts = shapely.voronoi_polygons(shapely.MultiPoint(seeds), extend_to=ground.envelope.buffer(1))
    found = [part.intersection(ground) for part in parts.geoms]
    return [max(getattr(one, "geoms", [one]), key=lambda g: g.area) for one in found]


def geojson(grounds: Mapping[str, BaseGeometry], *, column: str = "code", crs: str = "", **more: Any) -> bytes:
    """A FeatureCollection with the codes in one column."""
    told: dict[str, Any] = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": {column: code, **more}, "geometry": mapping(ground)}
            for code, ground in grounds.items()
        ],
    }
    if crs:
        told["crs"] = {"type": "name", "properties": {"name": crs}}
    return json.dumps(told).encode()


def zipped(grounds: Mapping[str, BaseGeometry], *, prj: str = "", encoding: str = "gbk", name: str = "村界") -> bytes:
    """A Shapefile in a zip, as desktop software of the trade writes it: GBK, no .cpg."""
    shp, shx, dbf = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with shapefile.Writer(shp=shp, shx=shx, dbf=dbf, shapeType=shapefile.POLYGON, encoding=encoding) as writer:
        writer.field("ZLDWDM", "C", size=19)
        writer.field("ZLDWMC", "C", size=60)
        for code, ground in grounds.items():
            writer.record(code + "0" * (19 - len(code)), "示例地方")
            writer.shape(mapping(ground))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for suffix, part in ((".shp", shp), (".shx", shx), (".dbf", dbf)):
            package.writestr(f"数据/{name}{suffix}", part.getvalue())
        if prj:
            package.writestr(f"数据/{name}.prj", prj)
    return out.getvalue()


def geopackage(grounds: Mapping[str, BaseGeometry], *, srs: int = 4490) -> bytes:
    """A GeoPackage with one layer."""
    held = sqlite3.connect(":memory:")
    held.executescript(
        """
        CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER, organization TEXT,
            organization_coordsys_id INTEGER, definition TEXT);
        CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT);
        CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER);
        CREATE TABLE "村 界" (fid INTEGER PRIMARY KEY, geom BLOB, code TEXT);
        INSERT INTO gpkg_contents VALUES ('村 界', 'features');
        """
    )
    held.execute("INSERT INTO gpkg_spatial_ref_sys VALUES ('s', ?, 'EPSG', ?, 'undefined')", (srs, srs))
    held.execute("INSERT INTO gpkg_geometry_columns VALUES ('村 界', 'geom', 'POLYGON', ?)", (srs,))
    for code, ground in grounds.items():
        packed = (
            b"GP\x00\x03" + struct.pack("<i4d", srs, *(ground.bounds[i] for i in (0, 2, 1, 3))) + shapely.to_wkb(ground)
        )
        held.execute('INSERT INTO "村 界" (geom, code) VALUES (?, ?)', (packed, code))
    held.commit()
    return held.serialize()


def hand_in(
    content: bytes,
    *,
    said: str = "wgs84",
    within: Sequence[str] = (COUNTY,),
    id: UUID | None = None,
    file: str = "村界.geojson",
) -> MapFile:
    """A map through the public act."""
    return hand_in_map(id=id or uuid4(), content=content, file=file, said=said, within=within, by=BY, at=AT)


def features(map: MapFile) -> list[MapFeature]:
    """Its shapes in the file's order."""
    return list(MapFeature.objects.filter(map=map.id).order_by("n"))


def faults(map: MapFile) -> list[str]:
    """All faults of all shapes."""
    return [fault for one in features(map) for fault in one.faults]
