"""One record with its history: as of a day by replay of its steps, each value with where it came from, who opened it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from xiangli.parties.reads.actor import Actor
from xiangli.places.reads.names import names
from xiangli.registers.edition import Register, registers
from xiangli.registers.errors import NotFound
from xiangli.registers.models import Record, RecordStep, Source
from xiangli.registers.reads.held import From, spread
from xiangli.registers.reads.villages import may_read
from xiangli.vault.models import Opening


@dataclass(frozen=True, slots=True)
class State:
    """A record on a day: plain values, which sealed fields were held, where from; ``known``: whether anything was noted by then."""

    values: Mapping[str, Any]
    sealed: frozenset[str]
    sources: Mapping[str, From]
    parent: UUID | None
    until: date | None
    known: bool


@dataclass(frozen=True, slots=True)
class Whole:
    """A record with its register, its state on the asked day, its steps (newest first), relatives, and its openings."""

    record: Record
    register: Register
    place: str
    state: State
    steps: Sequence[RecordStep]
    above: Record | None
    below: Sequence[Record]
    openings: Sequence[Opening]
    sources: Mapping[str, Source]


def whole(*, record: UUID, actor: Actor, day: date | None = None) -> Whole:
    """``day`` None: as it stands. Seven statements. Raises NotFound for whoever may not see it."""
    row = Record.objects.filter(id=record).first()
    if row is None or not may_read(actor, row.place):
        raise NotFound("没有这份记录，或者不归您看。")
    steps = list(RecordStep.objects.filter(county=row.county, record=row.id).order_by("seq"))
    sources = {one.id.hex: one for one in Source.objects.filter(county=row.county, place=row.place)}
    state = replay(steps, sources, day)
    above = Record.objects.filter(county=row.county, id=row.parent).first() if row.parent else None
    below = list(Record.objects.filter(county=row.county, parent=row.id).order_by("id"))
    openings = list(Opening.objects.filter(county=row.county, record=row.id).order_by("-at")[:20])
    return Whole(
        row, registers()[row.kind], names([row.place])[row.place], state, steps[::-1], above, below, openings, sources
    )


def replay(steps: Sequence[RecordStep], sources: Mapping[str, Source], day: date | None) -> State:
    """The record on ``day``: the fold of its steps in force by then, in the order of their days, then of their turns."""
    values: dict[str, Any] = {}
    sealed: dict[str, str] = {}
    origin: dict[str, str] = {}
    parent: UUID | None = None
    until: date | None = None
    taken = [one for one in sorted(steps, key=lambda s: (s.day, s.seq)) if day is None or one.day <= day]
    for step in taken:
        said = step.changes
        for name, value in said.get("values", {}).items():
            if value is None:
                values.pop(name, None)
                sealed.pop(name, None)
                origin.pop(name, None)
            else:
                values[name] = value
        sealed |= said.get("sealed", {})
        for source, fields in said.get("from", {}).items():
            origin |= {name: source for name in fields if name in values or name in sealed}
        parent = UUID(said["parent"]) if "parent" in said else parent
        if "until" in said:
            until = date.fromisoformat(said["until"]) if said["until"] else None
    kept: dict[str, list[str]] = {}
    for name, source in origin.items():
        kept.setdefault(source, []).append(name)
    return State(values, frozenset(sealed), spread(kept, sources), parent, until, bool(taken))
