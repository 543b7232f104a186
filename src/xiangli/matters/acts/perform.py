"""One act on one matter: the only way an entry follows another.

Order: known request → race → procedure → permission → fields → guards → entry, leaf and row in one transaction.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from os import urandom
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from xiangli.law.language import (
    KERNEL,
    SAME,
    Act,
    NotAllowed,
    Procedure,
    Standing,
    check_data,
    facts,
    refused,
    target,
)
from xiangli.law.limits import due_at
from xiangli.matters.acts.append import append
from xiangli.matters.acts.beside import leave
from xiangli.matters.acts.opening import new_id
from xiangli.matters.desk import desk_of
from xiangli.matters.errors import BadFields, Conflict, Forbidden, IdReused, NoSuchMatter, Refused, WrongStep
from xiangli.matters.fold import COLUMNS, Folded, after, fold
from xiangli.matters.models import Entry, JoinKey, Matter, Report
from xiangli.matters.models.join_key import held_of, rows_of
from xiangli.matters.roles import person_of, roles
from xiangli.matters.signing import signature, stood_in
from xiangli.matters.words import VERBS
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.may import may
from xiangli.policy.reads.edition import procedure
from xiangli.proof.ids import uuid7

FILLED = ("desk", "office", "into", "person")
"""Words of an entry that the kernel fills in: they are not part of what the actor said."""


@dataclass(frozen=True, slots=True)
class Done:
    """What an act left: the matter's row and the entry. ``repeated``: the same request had been carried out before."""

    matter: Matter
    entry: Entry
    repeated: bool = False


def perform(
    *,
    matter: UUID,
    verb: str,
    data: dict[str, Any],
    by: Actor,
    at: datetime,
    request: UUID,
    expected: int | None = None,
    also: Callable[[Entry], None] | None = None,
) -> Done:
    """Do ``verb`` with ``data`` at the moment ``at``; ``request`` is the client's id of this act.

    ``expected`` is the ``seq`` the actor saw: if the matter has moved on, Conflict tells who was first. ``also`` runs
    in the same transaction with the new entry (the vault records its opening so). Raises the errors of
    ``matters.errors``; then nothing was written.
    """
    try:
        with transaction.atomic():
            return _perform(matter, verb, data, by, at, request, expected, also)
    except IntegrityError:
        with transaction.atomic():  # somebody wrote this turn first: tell who, or answer as the repeat it is
            row = Matter.objects.get(id=matter)
            clean = _clean(data)
            if known := _known(row, verb, clean, request):
                return known
            raise _conflict(row, row.seq - 1) from None


def _perform(
    matter: UUID, verb: str, data: dict[str, Any], by: Actor, at: datetime, request: UUID,
    expected: int | None, also: Callable[[Entry], None] | None,
) -> Done:  # fmt: skip
    row = Matter.objects.filter(id=matter).first()
    if row is None:
        raise NoSuchMatter
    data = _clean(data)
    if known := _known(row, verb, data, request):
        return known
    if expected is not None and expected != row.seq:
        raise _conflict(row, expected)
    p = procedure(row.edition)
    now = fold(Entry.objects.filter(county=row.county, matter=row.id).order_by("seq"), p)
    data = _checked(now, row, verb, data, by, at, request)
    entry = Entry(
        id=uuid7(), county=row.county, matter=row.id, seq=row.seq + 1, verb=verb, at=at, actor=signature(by, row, now, verb),
        data=data,
        request=request, salt=urandom(16),
    )  # fmt: skip
    try:
        then = after(now, entry)
    except NotAllowed as wrong:
        raise _wrong_step(p, now, wrong) from None
    _write(row, entry, then)
    if also:
        also(entry)
    leave(now, then, row, entry)
    return Done(row, entry)


def _clean(data: dict[str, Any]) -> dict[str, Any]:
    """Without what was left empty, text without blanks around it."""
    return {k: v.strip() if isinstance(v, str) else v for k, v in data.items() if v not in ("", None)}


def _known(row: Matter, verb: str, data: dict[str, Any], request: UUID) -> Done | None:
    """The entry this request made before, if any. Raises IdReused when it said something else."""
    entry = Entry.objects.filter(county=row.county, request=request).first()
    if entry is None:
        return None
    before, now = ({k: v for k, v in one.items() if k not in FILLED} for one in (entry.data, data))
    same = entry.matter == row.id and entry.verb == verb and before == now
    if not same:
        raise IdReused(request)
    return Done(row, entry, repeated=True)


def _conflict(row: Matter, seen: int) -> Conflict:
    first = Entry.objects.filter(county=row.county, matter=row.id, seq__gt=seen).order_by("seq").first()
    assert first is not None
    return Conflict(first.actor, first.at.astimezone(), str(VERBS[first.verb]))


def _checked(
    now: Folded, row: Matter, verb: str, data: dict[str, Any], by: Actor, at: datetime, request: UUID
) -> dict[str, Any]:
    """The data as it will stand in the entry. Raises WrongStep, Forbidden, BadFields, Refused."""
    p, standing = now.procedure, now.standing
    if verb in KERNEL:
        return data
    try:
        act: Act = p.act(standing.step, verb)
    except NotAllowed as wrong:
        raise _wrong_step(p, now, wrong) from None
    mine = roles(by, row, standing.assists)
    if not set(act.by) & mine:
        raise Forbidden(by.name, str(VERBS[verb]), stood_in(by, row, standing.assists))
    if errors := check_data(p, act, data):
        raise BadFields(errors)
    if act.waits and at < (open_at := due_at(standing.step_since, act.waits.limit)):
        raise Refused(f"还没到时候：{open_at.astimezone():%Y年%m月%d日}起才能“{VERBS[verb]}”。", act.waits.by)
    known = facts(standing, data, by=person_of(by), at=at, children=_children(act, row), roles=mine)
    if refusal := refused(act, known):
        raise Refused(refusal.says, refusal.cites)
    try:
        to = target(p, standing, verb, data)
    except NotAllowed as wrong:  # a choice this step does not offer
        raise _wrong_step(p, now, wrong) from None
    return data | _filled(p, act, standing, to, row, by, request)


def _filled(p: Procedure, act: Act, now: Standing, to: str, row: Matter, by: Actor, request: UUID) -> dict[str, str]:
    """What nobody types and the entry must say all the same (``FILLED``)."""
    out = {}
    if act.to != SAME and not p.is_end(to) and p.step(to).owner == "desk":
        out["desk"] = desk_of(row.place)
    if act.verb == "assist":
        out["office"] = next(one for one in now.assists if may(by, "handle", office=one))
    if act.opens:
        out["into"] = str(new_id(request))
    if act.verb in ("appeal_rule", "extend_ask"):
        out["person"] = person_of(by)
    return out


def _children(act: Act, row: Matter) -> int:
    """How many matters this one opened have not ended; asked only where a guard wants to know."""
    if not any("children_ended" in refusal.unless for refusal in act.refuses):
        return 0
    return Matter.objects.filter(county=row.county, parent=row.id, ended_at__isnull=True).count()


def _wrong_step(p: Procedure, now: Folded, wrong: NotAllowed) -> WrongStep:
    step = now.standing.step
    name = p.name_of(step).zh
    verb = str(VERBS.get(wrong.verb, wrong.verb))
    return WrongStep(name, verb, tuple(str(VERBS[v]) for v in p.acts(step)))


def _write(row: Matter, entry: Entry, then: Folded) -> None:
    """Entry, leaf and row. IntegrityError when the turn was taken."""
    append(entry)
    columns = then.row()
    moved = Matter.objects.filter(id=row.id, county=row.county, seq=row.seq).update(**columns)
    if moved != 1:
        raise IntegrityError("the matter's turn was taken")
    if row.ended_at is None and columns["ended_at"] is not None:
        for told in _reports(row):
            held_of(told).delete()
    if row.ended_at is not None and columns["ended_at"] is None:
        JoinKey.objects.bulk_create(rows_of(_reports(row), matter=row.id))
    for name in COLUMNS:
        setattr(row, name, columns[name])


def _reports(row: Matter) -> QuerySet[Report]:
    return Report.objects.filter(county=row.county, matter=row.id).only("id", "county", "place", "proposal")
