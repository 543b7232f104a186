"""Take a map file in: read it, name its shapes, turn their degrees, judge them. Nothing of it is in force yet."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import shapely
from django.db import transaction
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from xiangli.places.acts.record import digest, record, repeated
from xiangli.places.errors import BadFile, PlaceRefused
from xiangli.places.maps.bundle import read_map
from xiangli.places.maps.check import Judged, Parent, judge, shape_fault
from xiangli.places.maps.doubt import NO_DOUBT, Doubt, doubt
from xiangli.places.maps.frame import Frame, degrees, frame
from xiangli.places.maps.naming import named
from xiangli.places.maps.shapes import Drawn, Shape
from xiangli.places.models import Datum, MapFeature, MapFile, Place, Polygon
from xiangli.places.reads.county_at import ground_of
from xiangli.places.reads.known import known
from xiangli.places.rows import ZONE_GROUND
from xiangli.proof.ids import uuid7

_COUNTY_ROUGH = 300.0  # metres: the county's own polygon is simplified
_PARENT_ROUGH = 30.0  # metres: a parent's ground from the county's own map


def hand_in_map(
    *, id: UUID, content: bytes, file: str, said: str, within: Sequence[str], by: str, at: datetime
) -> MapFile:
    """Keeps the file's shapes as given, with the datum it is said to be in, and as WGS-84, each with its faults.

    `within`: the codes under which the one handing it in may draw; they lie in one county. Where the edge of the file
    fits the county's border much better in the other datum, ``datum`` stays empty until somebody answers.
    Raises BadFile where the file as a whole cannot be used, PlaceRefused, ChangeIdReused; then nothing was kept.
    """
    counties = {code[:6] for code in within}
    if len(counties) != 1 or len(min(within, key=len, default="")) < 6:
        raise PlaceRefused("file", "一幅图交给一个县；您的岗位管着不止一个县，请用县里的岗位交。")
    county = counties.pop()
    asked = {"verb": "map", "sha256": hashlib.sha256(content).hexdigest(), "said": said, "county": county}
    body = digest(asked)
    if repeated(id=id, body=body):
        return MapFile.objects.get(id=id)
    drawn = read_map(content, file)
    inside = frame(drawn)
    datum = _datum(said, inside)
    names = dict(Place.objects.filter(county=county, valid_to__isnull=True).values_list("code", "name"))
    told = named(drawn.shapes, names, county)
    asked_of = _doubted(drawn, inside, datum, county, told)
    made = MapFile(
        id=id, county=county, name=file[:120], kind=drawn.kind, digest=hashlib.sha256(content).digest(), told=drawn.told[:4000], said=datum,
        datum="" if asked_of.raised else datum, at=at, by=by,
        doubt={"said": round(asked_of.said), "other": round(asked_of.other), "points": asked_of.points},
    )  # fmt: skip
    rows = _rows(made, drawn.shapes, told, names, inside, datum)
    judge_rows(rows, names, county, within)
    with transaction.atomic():
        made.save(force_insert=True)
        MapFeature.objects.bulk_create(rows, batch_size=500)
        record(
            id=id,
            verb="map",
            place=county,
            data={**asked, "file": file[:120], "shapes": len(rows)},
            body=body,
            by=by,
            at=at,
        )
    return made


def _datum(said: str, inside: Frame) -> Datum:
    if said not in Datum.values:
        raise PlaceRefused("said", "坐标系只能是 WGS-84、CGCS2000 或 GCJ-02。")
    if inside.plane and said == Datum.GCJ02:
        raise BadFile("文件里是平面米数，不会是 GCJ-02；请改选 CGCS2000 再交。")
    if inside.datum == Datum.CGCS2000 and said == Datum.GCJ02:
        raise BadFile("文件自己写明是 CGCS2000，和选的 GCJ-02 不一致；请核对后再交。")
    return Datum(said)


def _doubted(drawn: Drawn, inside: Frame, datum: Datum, county: str, told: Sequence[tuple[str, str]]) -> Doubt:
    """Asked at the county's border; where the file shows too little of it, at the borders in force of the places above."""
    if inside.plane is not None:
        return NO_DOUBT
    turned = [degrees(one.ground, inside, datum) for one in drawn.shapes if one.ground is not None]
    sound = [one for one in turned if not shape_fault(one)]
    border = _border(county)
    first = doubt(sound, border, datum) if border is not None and sound else NO_DOUBT
    if first.enough or not sound:
        return first
    above = {code[:length] for code, _ in told for length in (9, 12) if length < len(code)}
    held = Polygon.objects.filter(county=county, code__in=above).values_list("geometry", flat=True)
    around = shapely.union_all([shape(one) for one in held])
    return doubt(sound, around, datum) if not around.is_empty else first


def _rows(
    made: MapFile, shapes: Sequence[Shape], told: Sequence[tuple[str, str]], names: dict[str, str], inside: Frame,
    datum: Datum,
) -> list[MapFeature]:  # fmt: skip
    rows = []
    for one, (code, wrong) in zip(shapes, told, strict=True):
        faults = [words for words in (wrong, one.wrong) if words]
        geometry = None
        if one.ground is not None:
            turned = degrees(one.ground, inside, datum)
            if fault := shape_fault(turned):
                faults.append(fault)
            else:
                geometry = mapping(turned)
        given = mapping(shapely.force_2d(one.ground)) if one.ground is not None else {}
        rows.append(
            MapFeature(id=uuid7(), county=made.county, map=made.id, n=one.n, code=code, name=names.get(code, ""),
                       given=given, geometry=geometry, faults=faults, notes=[])
        )  # fmt: skip
    return rows


def judge_rows(rows: Sequence[MapFeature], names: dict[str, str], county: str, within: Sequence[str]) -> None:
    """Adds to each row what is wrong with its code and its ground, as things stand now."""
    seen: dict[str, int] = {}
    for row in rows:
        if row.code and row.code not in names:
            row.faults.append(known(row.code) or f"代码 {row.code} 不在本县")
        elif row.code and not any(row.code.startswith(up) for up in within):
            row.faults.append(f"{row.name}（{row.code}）不在您管的范围")
        elif row.code and len(row.code) == 6:
            row.faults.append("县界用国家发布的，不收")
        if row.code in seen:
            row.faults.append(f"和第 {seen[row.code]} 个图形代码相同")
        elif row.code:
            seen[row.code] = row.n
    grounds = [shape(row.geometry) if row.geometry else None for row in rows]
    held = {
        code: shape(geometry)
        for code, geometry in Polygon.objects.filter(county=county).values_list("code", "geometry")
    }  # fmt: skip
    fresh = {row.code: ground for row, ground in zip(rows, grounds, strict=True) if row.code and ground is not None}
    parents = [_parent(row.code, {**held, **fresh}, names) if row.code else None for row in rows]
    verdicts: list[Judged] = judge(grounds, [row.code for row in rows], names, parents, held)
    for row, verdict in zip(rows, verdicts, strict=True):
        row.faults += verdict.faults
        row.notes += verdict.notes


def _parent(code: str, grounds: dict[str, BaseGeometry], names: dict[str, str]) -> Parent | None:
    """The nearest place above that has ground: the village, the township, else the county's polygon."""
    for length in (12, 9):
        up = code[:length]
        if length < len(code) and up in grounds:
            return Parent(names.get(up, up), grounds[up], _PARENT_ROUGH)
    border = _border(code[:6])
    return Parent(names.get(code[:6], code[:6]), border, _COUNTY_ROUGH) if border is not None else None


def _border(county: str) -> BaseGeometry | None:
    """The county's polygon; for a zone that of the county whose ground it stands on, where one alone does."""
    return ground_of(ZONE_GROUND.get(county, county))
