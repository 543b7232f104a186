"""A household on its village's book: registered, somebody joins or leaves, another head, another home, its end.

Every row is dated and none is deleted; names go sealed into the vault, the deed says who did what and never a name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Max

from xiangli.parties.acts.again import again
from xiangli.parties.acts.note import known, note, subject
from xiangli.parties.errors import NotAllowed, NotFound, PartyError
from xiangli.parties.identity import fault
from xiangli.parties.kin import HEAD, KIN, WHY_LEFT
from xiangli.parties.models import Household, Member
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.may import may
from xiangli.places.reads.below import standing_below
from xiangli.proof.ids import uuid7
from xiangli.vault.acts.seal import seal
from xiangli.vault.box import blind_name


@dataclass(frozen=True, slots=True)
class Told:
    """A member as told at the desk: her name, relation to the head, and what else is known."""

    name: str
    kin: str
    phone: str = ""
    identity: str = ""

    def values(self) -> dict[str, str]:
        """What is sealed."""
        pairs = {"name": self.name.strip(), "phone": self.phone.strip(), "identity": self.identity.strip().upper()}
        return {key: value for key, value in pairs.items() if value}


@again
def register_household(
    *, village: str, home: str, door: str, head: Told, since: date, by: Actor, at: datetime, request: UUID
) -> Household:
    """A household with its head. ``home`` is the village or a group, grid or hamlet of it. Raises PartyError by field."""
    _allowed(by, village)
    county = village[:6]
    data = {"village": village, "home": home, "since": since.isoformat(), "head": _mark(head, county)}
    with transaction.atomic():
        if found := known(county=county, request=request, verb="household_registered", data=data):
            return Household.objects.get(county=county, id=subject(found))
        _check(head, since, at)
        _check_home(village, home)
        newest = Household.objects.filter(county=county, village=village).aggregate(n=Max("number"))["n"] or 0
        made = Household.objects.create(
            id=request, county=county, village=village, home=home, door=door.strip(), number=newest + 1, since=since
        )
        _join(made, head, since, at, uuid5(request, "head"))
        _note("household_registered", made, by, f"登记第 {made.number} 户", at, request, data)
    return made


@again
def member_joins(*, household: UUID, member: Told, since: date, by: Actor, at: datetime, request: UUID) -> Household:
    """Born, married in, moved in. A second head is refused: the head is changed by an act of its own."""
    with transaction.atomic():
        row = _standing(household, by, since)
        data = {"member": _mark(member, row.county), "kin": member.kin, "since": since.isoformat()}
        if known(county=row.county, request=request, verb="member_joined", data=data):
            return row
        _check(member, since, at)
        if member.kin == HEAD:
            raise PartyError("这一户已有户主；换户主请用“换户主”。", "kin")
        _join(row, member, since, at, uuid5(request, "member"))
        _note("member_joined", row, by, f"第 {row.number} 户添一人（{member.kin}）", at, request, data)
    return row


@again
def member_leaves(*, member: UUID, on: date, why: str, by: Actor, at: datetime, request: UUID) -> Household:
    """Moved, married out, died. The head leaves only after another took the place, or with the whole household."""
    with transaction.atomic():
        person = _member(member)
        row = _standing(person.household, by, on)
        data = {"member": str(member), "on": on.isoformat(), "why": why}
        if known(county=row.county, request=request, verb="member_left", data=data):
            return row
        if why not in WHY_LEFT:
            raise PartyError("请选为什么离开。", "why")
        if person.until is not None:
            raise PartyError("这个人已经不在这一户。", "member")
        if person.kin == HEAD and _others(row, person):
            raise PartyError("户主离开前，先换户主。", "member")
        _leave(person, on, why)
        if not _others(row, person):
            Household.objects.filter(county=row.county, id=row.id).update(until=on)
        _note("member_left", row, by, f"第 {row.number} 户少一人（{WHY_LEFT[why]}）", at, request, data)
    return row


@again
def head_changes(*, member: UUID, former_kin: str, on: date, by: Actor, at: datetime, request: UUID) -> Household:
    """Another member becomes head from ``on``; the former one stays as ``former_kin`` of the new."""
    with transaction.atomic():
        person = _member(member)
        row = _standing(person.household, by, on)
        data = {"member": str(member), "former": former_kin, "on": on.isoformat()}
        if known(county=row.county, request=request, verb="head_changed", data=data):
            return row
        if former_kin not in KIN or former_kin == HEAD:
            raise PartyError("请选原户主和新户主的关系。", "former_kin")
        if person.until is not None or person.kin == HEAD:
            raise PartyError("请选一位现在的、不是户主的成员。", "member")
        head = Member.objects.filter(county=row.county, household=row.id, kin=HEAD, until__isnull=True).first()
        for one, kin in ((person, HEAD), *(((head, former_kin),) if head else ())):
            _leave(one, on, "")
            Member.objects.create(
                id=uuid5(request, str(one.id)), county=row.county, household=row.id, record=one.record,
                name_blind=bytes(one.name_blind), kin=kin, since=on,
            )  # fmt: skip
        _note("head_changed", row, by, f"第 {row.number} 户换户主", at, request, data)
    return row


@again
def household_moves(*, household: UUID, home: str, door: str, by: Actor, at: datetime, request: UUID) -> Household:
    """To another group, grid or house of the same village; to another village it is registered there anew."""
    with transaction.atomic():
        row = _standing(household, by, None)
        data = {"home": home, "door": door.strip()}
        if known(county=row.county, request=request, verb="household_moved", data=data):
            return row
        _check_home(row.village, home)
        row.home, row.door = home, door.strip()
        row.save(update_fields=["home", "door"])
        _note("household_moved", row, by, f"第 {row.number} 户改住处", at, request, data)
    return row


def _allowed(by: Actor, village: str) -> None:
    if not may(by, "households", place=village):
        raise NotAllowed("这个村的户不归您登记。", "village")


def _standing(household: UUID, by: Actor, day: date | None) -> Household:
    row = Household.objects.select_for_update().filter(id=household).first()
    if row is None or not may(by, "households", place=row.village):
        raise NotFound("没有这一户，或者不归您看。")
    if day is not None and day < row.since:
        raise PartyError(f"不能早于立户的日子 {row.since}。", "since")
    return row


def _member(member: UUID) -> Member:
    found = Member.objects.filter(id=member).first()
    if found is None:
        raise NotFound("没有这个人，或者不归您看。")
    return found


def _others(row: Household, person: Member) -> bool:
    rows: Sequence[Member] = Member.objects.filter(county=row.county, household=row.id, until__isnull=True)  # type: ignore[assignment]
    return any(one.id != person.id for one in rows)


def _join(row: Household, told: Told, since: date, at: datetime, record: UUID) -> None:
    seal(record=record, county=row.county, values=told.values(), at=at)
    Member.objects.create(
        id=uuid7(), county=row.county, household=row.id, record=record,
        name_blind=blind_name(told.name, county=row.county), kin=told.kin, since=since,
    )  # fmt: skip


def _leave(member: Member, on: date, why: str) -> None:
    if on < member.since:
        raise PartyError(f"不能早于她加入的日子 {member.since}。", "on")
    Member.objects.filter(county=member.county, id=member.id).update(until=on, why_left=why)
    member.until = on


def _check(told: Told, since: date, at: datetime) -> None:
    if not any(c.isalpha() for c in told.name):
        raise PartyError("请写姓名。", "name")
    if told.kin not in KIN:
        raise PartyError("请选和户主的关系。", "kin")
    if since > at.astimezone().date():
        raise PartyError("日子还没到。", "since")
    if told.identity and (words := fault(told.identity)):
        raise PartyError(words, "identity")


def _check_home(village: str, home: str) -> None:
    if home != village and home not in standing_below([village]):
        raise PartyError("住处要在本村：选村，或村里的组、网格、屋场。", "home")


def _mark(told: Told, county: str) -> str:
    """Tells one telling from another without keeping it: for the same request sent twice."""
    return blind_name(repr(sorted(told.values().items())), county=county).hex()[:32]


def _note(verb: str, row: Household, by: Actor, said: str, at: datetime, request: UUID, data: dict[str, Any]) -> None:
    note(county=row.county, verb=verb, by=by, said=said, at=at, request=request, subject=row.id, data=data,
         doors=(("households", row.village, None),))  # fmt: skip
