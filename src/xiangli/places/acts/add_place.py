"""Add a group, grid, hamlet, estate or building below a village, with what people call it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from xiangli.law.limits import SHANGHAI
from xiangli.places.acts.record import digest, record, repeated
from xiangli.places.errors import PlaceRefused
from xiangli.places.held import Held, NewPlace
from xiangli.places.models import LocalName, Place


def add_place(
    *,
    id: UUID,
    village: str,
    kind: str,
    name: str,
    by: str,
    at: datetime,
    number: int | None = None,
    parent: str = "",
    since: date | None = None,
    said: Sequence[str] = (),
) -> Place:
    """Writes the place; the same request again answers with the same place. `since` is the day of `at` where not given.

    Raises PlaceRefused (field, reason) and ChangeIdReused; then nothing was written.
    """
    asked = {
        "verb": "add", "village": village, "kind": kind, "name": name, "number": number, "parent": parent,
        "since": since.isoformat() if since else "", "said": list(said),
    }  # fmt: skip
    body = digest(asked)
    if known := repeated(id=id, body=body):
        return Place.objects.get(code=known.place)
    today = at.astimezone(SHANGHAI).date()
    new = NewPlace(village, kind, name, since or today, number, parent, tuple(said))
    try:
        with transaction.atomic():
            place, names = Held([village]).take(new, today=today)
            place.save(force_insert=True)
            LocalName.objects.bulk_create(names)
            record(id=id, verb="add", place=place.code, data=asked, body=body, by=by, at=at)
    except IntegrityError:
        raise PlaceRefused("number", "刚才有人加了同一个编号，请再提交一次。") from None
    return Place.objects.get(code=place.code)
