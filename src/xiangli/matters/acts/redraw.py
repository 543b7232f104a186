"""Change borders; the open matters and the households of a place that ended follow its ground where one place has it now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from xiangli.matters.acts.perform import perform
from xiangli.matters.errors import Forbidden
from xiangli.matters.fold import levels
from xiangli.matters.models import Entry, Followed, Matter
from xiangli.parties.acts.households_follow import households_follow
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.may import may
from xiangli.places.acts.redraw_borders import redraw_borders
from xiangli.places.models import Change
from xiangli.places.redraw import VERBS, Asked
from xiangli.proof.ids import uuid7


@dataclass(frozen=True, slots=True)
class Redrawn:
    """The change; how many open matters and households followed, and how many stay with a place that was split."""

    change: Change
    moved: int
    left: int
    households: int = 0
    households_left: int = 0


def redraw(*, asked: Asked, by: Actor, at: datetime, request: UUID) -> Redrawn:
    """Carries the change out with all that follows, or nothing of it. The same request again changes nothing.

    Owner and clocks stay as they are: a new border is no reason to begin anew. Raises Forbidden, PlaceRefused,
    ChangeIdReused, and Conflict when somebody acted on one of the matters at that moment.
    """
    for code in (*asked.old, *([asked.into] if asked.into else [])):
        if not may(by, "places", place=code):
            raise Forbidden(by.name, VERBS.get(asked.verb, asked.verb))
    with transaction.atomic():
        change = redraw_borders(id=request, asked=asked, by=by.name, at=at)
        follows: dict[str, list[str]] = {}
        for old, new in change.data["follows"]:
            follows.setdefault(old, []).append(new)
        rows = Matter.objects.filter(
            county__in={old[:6] for old in follows}, place__in=sorted(follows), ended_at__isnull=True
        ).order_by("id")
        moved = left = 0
        for row in rows:
            after = follows[row.place]
            if len(after) == 1:
                _follow(row, after[0], change, by, at)
                moved += 1
            else:
                left += 1
        gone = households_follow(follows=follows, change=change.id, by=by, at=at)
    return Redrawn(change, moved, left, gone.moved, gone.left)


def _follow(row: Matter, place: str, change: Change, by: Actor, at: datetime) -> None:
    was = row.place

    def level(entry: Entry) -> None:
        Matter.objects.filter(id=row.id, county=row.county).update(**levels(place))
        held = Followed.objects.filter(county=row.county, matter=row.id).first()
        # Corrected by hand since it last followed: it is from there that it follows now.
        came = held.was if held and held.place == was else was
        Followed.objects.update_or_create(
            county=row.county, matter=row.id, defaults={"was": came, "place": place, "change": change.id},
            create_defaults={"id": uuid7(), "was": came, "place": place, "change": change.id},
        )  # fmt: skip

    perform(matter=row.id, verb="correct", data={"place": place, "change": str(change.id)}, by=by, at=at,
            request=uuid5(change.id, str(row.id)), expected=row.seq, also=level)  # fmt: skip
