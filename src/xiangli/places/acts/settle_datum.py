"""Answer the question of a map's datum: as it was said, or as its edge looks. Its shapes are turned and judged anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import shapely
from django.db import transaction
from shapely.geometry import mapping, shape

from xiangli.places.acts.hand_in_map import judge_rows
from xiangli.places.acts.record import digest, record, repeated
from xiangli.places.errors import PlaceRefused
from xiangli.places.maps.check import shape_fault
from xiangli.places.maps.frame import Frame, degrees
from xiangli.places.models import Datum, MapFeature, MapFile, Place
from xiangli.places.reads.maps import map_file


def settle_datum(*, id: UUID, map: UUID, datum: str, within: Sequence[str], by: str, at: datetime) -> MapFile:
    """The map is in `datum` from now on; what was said stays on record beside it.

    Raises NoSuchMap, PlaceRefused (in force already, or a datum that is none), ChangeIdReused.
    """
    asked = {"verb": "datum", "map": str(map), "datum": datum}
    body = digest(asked)
    found = map_file(id=map, within=within)
    if repeated(id=id, body=body):
        return found
    if datum not in Datum.values:
        raise PlaceRefused("datum", "坐标系只能是 WGS-84、CGCS2000 或 GCJ-02。")
    if found.published_at is not None:
        raise PlaceRefused("datum", "这幅图已经启用；坐标系不对就重新交一幅。")
    rows = list(MapFeature.objects.filter(county=found.county, map=found.id).order_by("n"))
    if found.datum != datum:
        _turn(rows, found, Datum(datum), within)
    with transaction.atomic():
        found.datum = datum
        found.save(update_fields=["datum"])
        MapFeature.objects.bulk_update(rows, ["geometry", "faults", "notes"], batch_size=200)
        record(id=id, verb="datum", place=found.county, data=asked, body=body, by=by, at=at)
    return found


def _turn(rows: list[MapFeature], found: MapFile, datum: Datum, within: Sequence[str]) -> None:
    names = dict(Place.objects.filter(county=found.county, valid_to__isnull=True).values_list("code", "name"))
    for row in rows:
        # Only degrees can be in doubt: planes are CGCS2000 by nature, and their map was never asked about.
        row.faults, row.notes = [] if row.code else row.faults[:1], []
        if not row.given:
            row.faults.append("图形读不出来")
            continue
        turned = degrees(shapely.force_2d(shape(row.given)), Frame(None), datum)
        if fault := shape_fault(turned):
            row.faults.append(fault)
            row.geometry = None
        else:
            row.geometry = mapping(turned)
    judge_rows(rows, names, found.county, within)
