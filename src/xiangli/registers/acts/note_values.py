"""Note values: what somebody typed of one record goes in with who typed it and from which day it holds."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from xiangli.engines.roster.cells import clean, text
from xiangli.engines.roster.dictionary import fields
from xiangli.engines.roster.numbers import born, checks
from xiangli.parties.acts.again import again
from xiangli.parties.acts.rename import rename
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.may import may
from xiangli.parties.reads.signature import signed
from xiangli.registers.acts.keeping import Keeping
from xiangli.registers.edition import registers
from xiangli.registers.errors import IdReused, NotFound, RegisterError
from xiangli.registers.keys import number_key
from xiangli.registers.models import Record, RecordStep
from xiangli.vault.box import blind_name

BY_MEMBERSHIP = ("p_relation", "h_code", "h_head", "h_head_id", "p_death", "p_moved")
"""Changed by an act of membership only, since households and lists hang on them."""


@again
def note_values(
    *, record: UUID, values: Mapping[str, Any], day: date, by: Actor, at: datetime, request: UUID, where: str = ""
) -> Record:
    """``values``: field → what was typed, as text or as a value; '' means: held no longer. ``where``: on which page or sheet.

    The same request again changes nothing. Raises NotFound, RegisterError by field, IdReused.
    """
    with transaction.atomic():
        row = mine(record, by)
        if before := RecordStep.objects.filter(county=row.county, request=request, record=row.id).first():
            if before.verb != "typed":
                raise IdReused
            return row
        if day > at.astimezone().date():
            raise RegisterError("日子还没到。", "day")
        typed = {name: read(row.kind, name, said) for name, said in values.items()}
        keep(row, typed, day=day, by=by, at=at, request=request, verb="typed", where=where)
    return row


def mine(record: UUID, by: Actor) -> Record:
    """The record, for whoever keeps its village's registers. Raises NotFound."""
    row = Record.objects.select_for_update().filter(id=record).first()
    if row is None or not may(by, "households", place=row.place):
        raise NotFound("没有这份记录，或者不归您看。")
    return row


def read(kind: str, name: str, said: Any) -> Any:
    """A typed value as it is kept, None for nothing. Raises RegisterError for a field that is none, or a value that is none."""
    register = registers()[kind]
    if name not in register.fields or name in BY_MEMBERSHIP:
        raise RegisterError("这一项不在这里改。", name)
    if not isinstance(said, bool) and text(said) == "":
        return None
    value, words = clean(fields()[name], said)
    if value is None:
        raise RegisterError(words or "这一项看不懂。", name)
    if name == "p_id" and (born(str(value)) is None or not checks(str(value))):
        raise RegisterError("身份证号不对，看看是不是抄错了。", name)
    if (closed := fields()[name].values) and isinstance(value, str) and value not in closed:
        raise RegisterError(f"只能是：{'、'.join(closed)}。", name)
    return value


def keep(
    row: Record, typed: Mapping[str, Any], *, day: date, by: Actor, at: datetime, request: UUID, verb: str, where: str = ""
) -> None:  # fmt: skip
    """Write what was read, inside the act's transaction. Raises RegisterError where another person has the number."""
    keeping = Keeping(place=row.place, records=[row])
    actor = signed(by, (("households", row.place, None),))
    source = keeping.source(form="typed", file=where[:200], day=day, by=actor, at=at)
    key, blind = row.key, None
    if number := typed.get("p_id"):
        key, blind = number_key(str(number), county=row.county)
        if row.kind == "person" and taken(row, blind):
            raise RegisterError("这个身份证号已经登记在另一个人名下。", "p_id")
    keeping.put(
        kind=row.kind, key=key if row.kind == "person" else row.key, values=typed, day=day, verb=verb, known=row,
        origin=dict.fromkeys(typed, f"{source.id.hex}/0"), until=row.until,
        number_blind=blind if row.kind == "person" else None,
    )  # fmt: skip
    keeping.write(actor=actor, request=request, at=at)
    if row.kind == "person" and (name := typed.get("p_name")):
        rename(county=row.county, record=row.id, name_blind=blind_name(str(name), county=row.county))


def taken(row: Record, blind: bytes) -> bool:
    """Whether another record of the county bears this number."""
    others = Record.objects.filter(county=row.county, number_blind=blind, kind="person", place=row.place)
    return others.exclude(id=row.id).exists()
