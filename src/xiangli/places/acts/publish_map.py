"""Put a map in force: its shapes become the ground of their places, all of them or none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from xiangli.places.acts.record import digest, record, repeated
from xiangli.places.errors import PlaceRefused
from xiangli.places.models import MapFile, Place, Polygon
from xiangli.places.reads.maps import seen


def publish_map(*, id: UUID, map: UUID, within: Sequence[str], by: str, at: datetime) -> MapFile:
    """From now on points are placed by these shapes; ground in force before is replaced, and stays with its own file.

    Raises NoSuchMap, PlaceRefused while a shape is at fault or the datum is asked about, ChangeIdReused.
    """
    asked = {"verb": "publish", "map": str(map)}
    body = digest(asked)
    found = seen(id=map, within=within)
    if repeated(id=id, body=body):
        return found.file
    if found.file.published_at is not None:
        raise PlaceRefused("map", "这幅图已经启用。")
    if not found.file.datum:
        raise PlaceRefused("map", "坐标系还没有定，先回答上面的问题。")
    if not found.ready:
        raise PlaceRefused("map", f"还有 {found.at_fault} 个图形有错；整幅图要么都启用，要么都不启用。")
    codes = [one.code for one in found.features]
    standing = Place.objects.filter(code__in=codes, valid_to__isnull=True).count()
    if standing != len(codes):
        raise PlaceRefused("map", "交图以后有地方撤销了，请按现在的代码重新交一幅。")
    rows = [
        Polygon(code=one.code, county=one.county, geometry=one.geometry, given=one.given, datum=found.file.datum,
                map=found.file.id, source=found.file.name, at=at)
        for one in found.features
    ]  # fmt: skip
    try:
        with transaction.atomic():
            record(
                id=id,
                verb="publish",
                place=found.file.county,
                data={**asked, "shapes": len(rows)},
                body=body,
                by=by,
                at=at,
            )
            Polygon.objects.bulk_create(
                rows, batch_size=500, update_conflicts=True, unique_fields=["code"],
                update_fields=["county", "geometry", "given", "datum", "map", "source", "at"],
            )  # fmt: skip
            done = MapFile.objects.filter(id=found.file.id, published_at__isnull=True).update(
                published_at=at, published_by=by
            )
            if done != 1:
                raise IntegrityError("published meanwhile")
    except IntegrityError:
        raise PlaceRefused("map", "刚才有人启用了这幅图。") from None
    found.file.published_at, found.file.published_by = at, by
    return found.file
