"""Enrol: a whole village's households and members from its own rosters, and who left, in one go with one deed.

Names are sealed by whoever calls this (``registers``), inside the same transaction; here only their blind index is kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max

from xiangli.parties.acts.note import known, note
from xiangli.parties.errors import NotAllowed
from xiangli.parties.models import Household, Member
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.may import may
from xiangli.proof.ids import uuid7

VERB = "households_enrolled"


@dataclass(frozen=True, slots=True)
class NewHousehold:
    """A household by the id its record has; ``home`` is the village, or its group.

    ``since``: a roster does not say from when, so it is the day before which it cannot have been: nobody of it was born.
    """

    id: UUID
    home: str
    since: date
    door: str = ""


@dataclass(frozen=True, slots=True)
class NewMember:
    """A member by the id of her sealed record; ``until`` and ``why`` where the roster says she left (WHY_LEFT).

    ``since``: her birth where a roster says no more, so that what happened before the roster was made can still be noted.
    """

    household: UUID
    record: UUID
    name_blind: bytes
    kin: str
    since: date
    until: date | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """A member who left by a newer roster."""

    record: UUID
    until: date
    why: str


def enrol(
    *, village: str, households: Sequence[NewHousehold], members: Sequence[NewMember], left: Sequence[Left],
    homes: Mapping[UUID, str], kin: Mapping[UUID, str], on: date, by: Actor, at: datetime, request: UUID,
) -> None:  # fmt: skip
    """Inside the transaction of the roster's load. ``homes``: household → another home; ``kin``: record → another relation.

    A member whose record lives in another household leaves it on ``on``. The same request again changes nothing.
    Raises NotAllowed.
    """
    if not may(by, "households", place=village):
        raise NotAllowed("这个村的户不归您登记。", "village")
    county = village[:6]
    if not (households or members or left or homes or kin):
        return
    counted = {
        "households": len(households),
        "members": len(members),
        "left": len(left),
        "homes": len(homes),
        "kin": len(kin),
    }
    if known(county=county, request=request, verb=VERB, data=counted):
        return
    newest = Household.objects.filter(county=county, village=village).aggregate(n=Max("number"))["n"] or 0
    Household.objects.bulk_create(
        [
            Household(
                id=one.id, county=county, village=village, home=one.home, door=one.door, number=n, since=one.since
            )
            for n, one in enumerate(households, newest + 1)
        ],
        batch_size=2000,
    )
    _leave(county, left, members, on)
    Member.objects.bulk_create(
        [
            Member(id=uuid7(), county=county, household=one.household, record=one.record, name_blind=one.name_blind,
                   kin=one.kin, since=min(one.since, one.until or one.since), until=one.until, why_left=one.why)
            for one in members
        ],
        batch_size=2000,
    )  # fmt: skip
    for household, home in homes.items():
        Household.objects.filter(county=county, id=household).update(home=home)
    for record, told in kin.items():
        Member.objects.filter(county=county, record=record, until__isnull=True).update(kin=told)
    said = f"按名册登记 {len(households)} 户、{len(members)} 人，{len(left)} 人已离开"
    note(county=county, verb=VERB, by=by, said=said, at=at, request=request, data=counted,
         doors=(("households", village, None),))  # fmt: skip


def _leave(county: str, left: Sequence[Left], members: Sequence[NewMember], on: date) -> None:
    """Who left by the roster, and who now lives in another household of the village."""
    for one in left:
        rows = Member.objects.filter(county=county, record=one.record, until__isnull=True)
        rows.filter(since__gt=one.until).update(since=one.until)
        rows.update(until=one.until, why_left=one.why)
    moved = [one.record for one in members]
    if moved:
        Member.objects.filter(county=county, record__in=moved, until__isnull=True).update(until=on, why_left="split")
