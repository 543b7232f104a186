"""Change borders: rename, merge, split, move, end. Codes that end keep their rows and are told what followed them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from xiangli.law.limits import SHANGHAI
from xiangli.places.acts.record import digest, record, repeated
from xiangli.places.errors import PlaceRefused
from xiangli.places.models import Change, FormerName, LocalName, Place, Polygon, Succession
from xiangli.places.redraw import Asked, Plan, plan
from xiangli.proof.ids import uuid7


def redraw_borders(*, id: UUID, asked: Asked, by: str, at: datetime) -> Change:
    """Carries out what ``places.redraw.plan`` shows; the same request again answers with the same change.

    Names that people use go with the ground where one place follows. Raises PlaceRefused, ChangeIdReused.
    """
    said = {
        "verb": asked.verb, "old": list(asked.old), "on": asked.on.isoformat(), "into": asked.into,
        "names": list(asked.names), "codes": list(asked.codes),
    }  # fmt: skip
    body = digest(said)
    if known := repeated(id=id, body=body):
        return known
    try:
        with transaction.atomic():
            made = plan(asked, today=at.astimezone(SHANGHAI).date())
            data: dict[str, Any] = {
                **said, "new": [[row.code, row.name] for row in made.new], "follows": [list(p) for p in made.follows],
            }  # fmt: skip
            change = record(id=id, verb=asked.verb, place=asked.old[0], data=data, body=body, by=by, at=at)
            _write(made, change.id, asked.on)
    except IntegrityError:
        raise PlaceRefused("old", "刚才有人改了同一处，请看一眼再做。") from None
    return change


def _write(made: Plan, change: UUID, on: date) -> None:
    Place.objects.bulk_create(made.new)
    Succession.objects.bulk_create(
        Succession(id=uuid7(), county=old[:6], old=old, new=new, on=on, change=change) for old, new in made.follows
    )
    last = on - timedelta(days=1)
    ended = Place.objects.filter(code__in=made.ends, valid_to__isnull=True).update(valid_to=last, own=True)
    if ended != len(made.ends):
        raise IntegrityError("a place ended meanwhile")
    Polygon.objects.filter(code__in=made.ends).delete()  # its ground stays with the map file it came from
    for code, was, now in made.renamed:
        Place.objects.filter(code=code).update(name=now, own=True)
        FormerName.objects.update_or_create(code=code, name=was, defaults={"until": last})
        LocalName.objects.update_or_create(  # people go on using the old name for years
            county=code[:6], place=code, name=was[:32], defaults={"until": None},
            create_defaults={"id": uuid7(), "town": code[:9], "since": on},
        )  # fmt: skip
    _names(made, on)


def _names(made: Plan, on: date) -> None:
    """What people called a place, they go on calling its ground where one alone follows; and its own old name too."""
    follower = {old: new for old, new in made.follows if sum(pair[0] == old for pair in made.follows) == 1}
    rows = LocalName.objects.filter(county__in={old[:6] for old in made.ends}, place__in=made.ends, until__isnull=True)
    moved = [(follower[row.place], row.name) for row in rows if row.place in follower]
    rows.update(until=on)
    LocalName.objects.bulk_create(
        (
            LocalName(id=uuid7(), county=new[:6], town=new[:9], place=new, name=name, since=on)
            for new, name in dict.fromkeys(moved)
            if len(new) >= 12
        ),
        ignore_conflicts=True,
    )
