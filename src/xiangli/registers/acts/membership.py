"""Born, married or moved in, died, moved out, another head, another house: noted once, and every list has it.

Each goes through the household acts of ``parties``, which hold who belongs where; the records follow in the same transaction.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from xiangli.parties.acts.household import (
    Told,
    head_changes,
    household_moves,
    member_joins,
    member_leaves,
    register_household,
)
from xiangli.parties.errors import PartyError
from xiangli.parties.kin import HEAD
from xiangli.parties.models import Household, Member
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.signature import signed
from xiangli.places.models import Place
from xiangli.places.models.place import Kind
from xiangli.registers.acts.keeping import Keeping
from xiangli.registers.keys import number_key
from xiangli.registers.models import Record, RecordStep

RELATION = {"户主": "户主", "配偶": "配偶"}
"""A member's kin that says all a roster's relation says; 子女 does not say son or daughter."""
BY_SEX = {("子女", "男"): "子", ("子女", "女"): "女", ("父母", "男"): "父亲", ("父母", "女"): "母亲", ("孙子女", "男"): "孙子",
          ("孙子女", "女"): "孙女"}  # fmt: skip
GONE = {"died": "p_death", "moved": "p_moved", "married": "p_moved", "split": "p_moved"}


def joins(
    *, household: UUID, member: Told, since: date, facts: Mapping[str, Any], by: Actor, at: datetime, request: UUID
) -> UUID:
    """Born, married in, moved in: the new person's record. ``facts``: plain values known of her. Raises PartyError by field."""
    with transaction.atomic():
        row = member_joins(household=household, member=member, since=since, by=by, at=at, request=request)
        record = uuid5(request, "member")
        told = {"p_name": member.name.strip(), "p_id": member.identity.strip().upper(), "p_phone": member.phone.strip()}
        values = {**facts, **{name: value for name, value in told.items() if value}}
        follow(row, day=since, extra={record: values}, by=by, at=at, request=request, verb="joined")
    return record


def leaves(
    *, record: UUID, on: date, why: str, by: Actor, at: datetime, request: UUID, to: str = "", head: UUID | None = None,
    former_kin: str = "其他",
) -> None:  # fmt: skip
    """Died, moved or married out. Where she was head and others stay, ``head`` is the record of who is head from then on.

    Raises PartyError by field.
    """
    with transaction.atomic():
        member = membership(record)
        if head is not None and member.kin == HEAD:
            head_changes(
                member=membership(head).id, former_kin=former_kin, on=on, by=by, at=at, request=uuid5(request, "head")
            )
            member = membership(record)
        row = member_leaves(member=member.id, on=on, why=why, by=by, at=at, request=request)
        extra = {record: {"p_move_to": to.strip()} if to.strip() else {}}
        follow(row, day=on, extra=extra, by=by, at=at, request=request, verb="left")


def new_head(*, record: UUID, former_kin: str, on: date, by: Actor, at: datetime, request: UUID) -> None:
    """Another member is head. Raises PartyError by field."""
    with transaction.atomic():
        row = head_changes(member=membership(record).id, former_kin=former_kin, on=on, by=by, at=at, request=request)
        follow(row, day=on, extra={}, by=by, at=at, request=request, verb="head")


def moves_home(*, household: UUID, home: str, door: str, day: date, by: Actor, at: datetime, request: UUID) -> None:
    """Another group or house of the village. Raises PartyError by field."""
    with transaction.atomic():
        row = household_moves(household=household, home=home, door=door, by=by, at=at, request=request)
        follow(row, day=day, extra={}, by=by, at=at, request=request, verb="moved")


def registers_household(
    *, village: str, home: str, door: str, head: Told, since: date, by: Actor, at: datetime, request: UUID
) -> Household:
    """A new household with its head, with a record of each. Raises PartyError by field."""
    with transaction.atomic():
        row = register_household(
            village=village, home=home, door=door, head=head, since=since, by=by, at=at, request=request
        )
        told = {"p_name": head.name.strip(), "p_id": head.identity.strip().upper(), "p_phone": head.phone.strip()}
        values = {name: value for name, value in told.items() if value}
        follow(row, day=since, extra={uuid5(request, "head"): values}, by=by, at=at, request=request, verb="open")
    return row


def membership(record: UUID) -> Member:
    """Her standing membership, else the last. Raises PartyError."""
    rows = list(Member.objects.filter(record=record))
    if not rows:
        raise PartyError("没有这个人，或者不归您看。", "record")
    return max(rows, key=lambda one: (one.until is None, one.since, one.until or one.since))


def follow(
    household: Household, *, day: date, extra: Mapping[UUID, Mapping[str, Any]], by: Actor, at: datetime, request: UUID,
    verb: str,
) -> None:  # fmt: skip
    """The records of a household and its members as ``parties`` has them now; ``extra``: record → values known besides.

    Inside the act's transaction; the same request again changes nothing.
    """
    county = household.county
    if RecordStep.objects.filter(county=county, request=request).exists():
        return
    members = list(Member.objects.filter(county=county, household=household.id).order_by("since", "id"))
    newest = {one.record: one for one in sorted(members, key=lambda m: (m.until is None, m.since))}
    rows = list(Record.objects.select_for_update().filter(county=county, id__in=[household.id, *newest]))
    keeping = Keeping(place=household.village, records=rows)
    actor = signed(by, (("households", household.village, None),))
    origin = f"{keeping.source(form='typed', day=day, by=actor, at=at).id.hex}/0"
    home = Place.objects.filter(code=household.home, kind=Kind.GROUP).values_list("name", flat=True).first()
    held = keeping.by_id.get(household.id)
    values = {"h_group": home} if home and (held is None or held.values.get("h_group") != home) else {}
    if held is None:
        values["h_code"] = f"户{household.number}"
    keeping.put(
        kind="household", key=held.key if held else f"户{household.number}", id=household.id, known=held, values=values,
        origin=dict.fromkeys(values, origin), day=day, verb=verb, since=household.since, until=household.until,
    )  # fmt: skip
    for record, member in newest.items():
        _person(keeping, member, dict(extra.get(record, {})), origin, day, verb)
    keeping.write(actor=actor, request=request, at=at)


def _person(keeping: Keeping, member: Member, values: dict[str, Any], origin: str, day: date, verb: str) -> None:
    known = keeping.by_id.get(member.record)
    if known is not None and known.parent not in (None, member.household):
        return  # she lives in another household by now; this one no longer tells of her
    was = known.values.get("p_relation") if known else None
    sex = values.get("p_sex") or (known.values.get("p_sex") if known else None)
    said = RELATION.get(member.kin) or BY_SEX.get((member.kin, str(sex)))
    if said and (was is None or (member.kin == HEAD) != (was == HEAD)):
        values.setdefault("p_relation", said)
    elif was == HEAD and member.kin != HEAD:
        values.setdefault("p_relation", member.kin)
    if member.until and (field := GONE.get(member.why_left)):
        values.setdefault(field, member.until.isoformat())
    key, blind = (known.key if known else f"m{member.record.hex}"), None
    if number := values.get("p_id"):
        key, blind = number_key(str(number), county=keeping.county)
    keeping.put(
        kind="person", key=key, id=member.record, known=known, values=values, origin=dict.fromkeys(values, origin), day=day,
        verb=verb, parent=member.household, since=member.since, until=member.until, number_blind=blind,
        name=None if "p_name" in values else bytes(member.name_blind),
    )  # fmt: skip
