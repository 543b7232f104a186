"""Add a village (or community) that the shipped divisions do not have yet, under its township, with a code of its own."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from xiangli.law.limits import SHANGHAI
from xiangli.places.acts.record import digest, record, repeated
from xiangli.places.errors import PlaceRefused
from xiangli.places.held import checked_name
from xiangli.places.models import Place
from xiangli.places.models.place import Level
from xiangli.places.reads.one import place as standing

COMMUNITY, VILLAGE = (1, 199), (200, 399)
"""Last three digits of a community's and of a village's code (the statistics bureau's rules for codes of 2009)."""


def add_village(*, id: UUID, town: str, name: str, by: str, at: datetime) -> Place:
    """Writes the village, or gives the standing one of that name. The same request again answers with the same one.

    Raises PlaceError for a township that is none, PlaceRefused, ChangeIdReused. No number is ever given twice.
    """
    asked = {"verb": "add_village", "town": town, "name": name}
    body = digest(asked)
    if known := repeated(id=id, body=body):
        return Place.objects.get(code=known.place)
    if standing(town).level != Level.TOWNSHIP:
        raise PlaceRefused("town", "村（社区）只加在乡镇（街道）下面。")
    called = checked_name(name)
    with transaction.atomic():
        rows = list(Place.objects.filter(county=town[:6], town=town, level=Level.VILLAGE))
        if held := next((one for one in rows if one.name == called and one.valid_to is None), None):
            return held
        first, last = COMMUNITY if called.endswith(("社区", "居委会", "居民委员会")) else VILLAGE
        used = {int(one.code[9:]) for one in rows}
        number = max((n for n in used if first <= n <= last), default=first - 1) + 1
        if number > last:
            raise PlaceRefused("name", "这个乡镇的村（社区）编号用完了。")
        made = Place(
            code=f"{town}{number:03d}", name=called, level=Level.VILLAGE, parent=town, own=True,
            valid_from=at.astimezone(SHANGHAI).date(),
        )  # fmt: skip
        made.save(force_insert=True)
        record(id=id, verb="add_village", place=made.code, data=asked, body=body, by=by, at=at)
    return Place.objects.get(code=made.code)
