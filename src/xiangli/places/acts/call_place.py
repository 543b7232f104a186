"""Note what people call a place, or strike a name out that is said no more."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from xiangli.law.limits import SHANGHAI
from xiangli.places.acts.record import digest, record, repeated
from xiangli.places.errors import PlaceRefused
from xiangli.places.held import Held
from xiangli.places.models import LocalName
from xiangli.places.reads.one import place as standing


def call_place(*, id: UUID, place: str, name: str, by: str, at: datetime) -> None:
    """People call the village, or the place below it, `name`. Doing it twice is once.

    Raises PlaceError for a code that is none, PlaceRefused, ChangeIdReused.
    """
    asked = {"verb": "call", "place": place, "name": name}
    body = digest(asked)
    if repeated(id=id, body=body):
        return
    if len(standing(place).code) < 12:
        raise PlaceRefused("place", "叫法只加在村（社区）和村以下的地方。")
    with transaction.atomic():
        called = Held([place[:12]]).call(place, name, since=at.astimezone(SHANGHAI).date())
        LocalName.objects.update_or_create(
            county=called.county, place=place, name=called.name, defaults={"until": None},
            create_defaults={"id": called.id, "town": called.town, "since": called.since},
        )  # fmt: skip
        record(id=id, verb="call", place=place, data=asked, body=body, by=by, at=at)


def uncall_place(*, id: UUID, place: str, name: str, by: str, at: datetime) -> None:
    """From today the name is read no more; it stays on record. A name that is none is refused."""
    asked = {"verb": "uncall", "place": place, "name": name}
    body = digest(asked)
    if repeated(id=id, body=body):
        return
    with transaction.atomic():
        struck = LocalName.objects.filter(county=place[:6], place=place, name=name, until__isnull=True).update(
            until=at.astimezone(SHANGHAI).date()
        )
        if not struck:
            raise PlaceRefused("name", f"这里没有“{name[:16]}”这个叫法。")
        record(id=id, verb="uncall", place=place, data=asked, body=body, by=by, at=at)
