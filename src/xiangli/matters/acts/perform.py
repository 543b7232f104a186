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

from xiangli.law.language import KERNEL, Act, NotAllowed, Procedure, advance, check_data, facts, refused, target
from xiangli.matters.acts.append import append
from xiangli.matters.errors import BadFields, Conflict, Forbidden, IdReused, NoSuchMatter, Refused, WrongStep
from xiangli.matters.fold import COLUMNS, Folded, fold
from xiangli.matters.models import Entry, JoinKey, Matter, Report
from xiangli.matters.models.join_key import held_of, rows_of
from xiangli.matters.roles import roles
from xiangli.matters.words import VERBS
from xiangli.parties.reads.actor import Actor
from xiangli.policy.reads.edition import procedure
from xiangli.proof.ids import uuid7
from xiangli.work.acts.enqueue import enqueue


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
    data = _checked(p, now, row, verb, data, by)
    entry = Entry(
        id=uuid7(), county=row.county, matter=row.id, seq=row.seq + 1, verb=verb, at=at, actor=by.name, data=data,
        request=request, salt=urandom(16),
    )  # fmt: skip
    try:
        after = Folded(advance(p, now.standing, verb=verb, data=data, at=at), now.fixed)
    except NotAllowed as wrong:
        raise _wrong_step(p, now, wrong) from None
    _write(row, entry, after)
    if also:
        also(entry)
    _effects(p, now, row, entry)
    return Done(row, entry)


def _clean(data: dict[str, Any]) -> dict[str, Any]:
    """Without what was left empty, text without blanks around it."""
    return {k: v.strip() if isinstance(v, str) else v for k, v in data.items() if v not in ("", None)}


def _known(row: Matter, verb: str, data: dict[str, Any], request: UUID) -> Done | None:
    """The entry this request made before, if any. Raises IdReused when it said something else."""
    entry = Entry.objects.filter(county=row.county, request=request).first()
    if entry is None:
        return None
    said = {k: v for k, v in entry.data.items() if k != "desk"}
    same = entry.matter == row.id and entry.verb == verb and said == data
    if not same:
        raise IdReused(request)
    return Done(row, entry, repeated=True)


def _conflict(row: Matter, seen: int) -> Conflict:
    first = Entry.objects.filter(county=row.county, matter=row.id, seq__gt=seen).order_by("seq").first()
    assert first is not None
    return Conflict(first.actor, first.at.astimezone(), str(VERBS[first.verb]))


def _checked(p: Procedure, now: Folded, row: Matter, verb: str, data: dict[str, Any], by: Actor) -> dict[str, Any]:
    """The data as it will stand in the entry. Raises WrongStep, Forbidden, BadFields, Refused."""
    if verb in KERNEL:
        return data
    step = now.standing.step
    try:
        act: Act = p.act(step, verb)
    except NotAllowed as wrong:
        raise _wrong_step(p, now, wrong) from None
    if not set(act.by) & roles(by, row):
        raise Forbidden(by.name, str(VERBS[verb]))
    if errors := check_data(p, act, data):
        raise BadFields(errors)
    if refusal := refused(act, facts(now.standing, data)):
        raise Refused(refusal.says, refusal.cites)
    try:
        to = target(p, now.standing, verb, data)
    except NotAllowed as wrong:  # a choice this step does not offer
        raise _wrong_step(p, now, wrong) from None
    if not p.is_end(to) and p.step(to).owner == "desk":
        data["desk"] = desk_of(row.place)
    return data


def _wrong_step(p: Procedure, now: Folded, wrong: NotAllowed) -> WrongStep:
    step = now.standing.step
    name = p.ends[step].name.zh if p.is_end(step) else p.step(step).name.zh
    verb = str(VERBS.get(wrong.verb, wrong.verb))
    return WrongStep(name, verb, tuple(str(VERBS[v]) for v in p.acts(step)))


def desk_of(place: str) -> str:
    """The office that sorts for a place: its township's general office, or the county's, city's where it is higher."""
    return f"desk@{place[:9]}"


def _write(row: Matter, entry: Entry, after: Folded) -> None:
    """Entry, leaf and row. IntegrityError when the turn was taken."""
    append(entry)
    columns = after.row()
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


def _effects(p: Procedure, before: Folded, row: Matter, entry: Entry) -> None:
    """Who is to be told goes to the outbox with the entry; the worker tells them."""
    readers: tuple[str, ...] = ("owner",) if entry.verb == "late" else ("reporter",) if entry.verb == "lapse" else ()
    if entry.verb not in KERNEL:
        readers = p.act(before.standing.step, entry.verb).tell
    for reader in readers:
        payload = {"county": row.county, "matter": str(row.id), "entry": str(entry.id), "reader": reader}
        enqueue(kind="tell", key=f"tell:{entry.id}:{reader}", payload=payload, run_at=entry.at)
