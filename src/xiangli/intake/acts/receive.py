"""Receive: reports come in, each gets its place, its lawful owner and its clock, or joins the matter of its event.

One way for one report and for hundreds: decide in memory, one read for candidates, one write.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, OperationalError, transaction

from xiangli.engines import joining
from xiangli.intake.arrive import arrival
from xiangli.intake.decided import Decided, decide_all
from xiangli.intake.incoming import Incoming, Refused, check
from xiangli.intake.join import Candidate, best, candidates, fellows
from xiangli.matters.hot import Arrival, write
from xiangli.matters.models import Report

TRIES = 5


@dataclass(slots=True)
class Outcome:
    """What became of one report: ``accepted``, ``joined``, ``repeated`` or ``refused`` (then field and reason)."""

    one: Incoming
    status: str
    matter: UUID | None = None
    field: str = ""
    reason: str = ""
    conflict: bool = False


def receive(many: Sequence[Incoming], *, at: datetime) -> list[Outcome]:
    """Take ``many`` reports at the moment ``at``; one outcome each, in their order. All accepted ones stand together.

    A race for one matter is lost once at most: the next try holds it. Raises the database's own error when even TRIES
    tries did not help (a deadlock among batches, say); nothing is written then.
    """
    outcomes: list[Outcome | None] = [None] * len(many)
    waiting: list[tuple[int, Decided]] = []
    known = _bodies([one.id for one in many]) if len(many) > 1 else {}
    fit = []
    for n, one in enumerate(many):
        try:
            check(one, at=at)
        except Refused as wrong:
            outcomes[n] = Outcome(one, "refused", field=wrong.field, reason=wrong.reason)
            continue
        if one.id in known:
            outcomes[n] = _again(one, one.digest(), known[one.id])
        else:
            fit.append((n, one))
    for (n, one), d in zip(fit, decide_all([one for _, one in fit]), strict=True):
        if isinstance(d, Refused):
            outcomes[n] = Outcome(one, "refused", field=d.field, reason=d.reason)
        elif one.id in known:  # twice in one call
            outcomes[n] = _again(one, d.digest, known[one.id])
        else:
            known[one.id] = (d.digest, None)
            waiting.append((n, d))
    arrivals: list[Arrival] = []
    written: set[UUID] = set()
    for attempt in range(TRIES):
        try:
            arrivals, written = _written([d for _, d in waiting], at, locked=attempt > 0)
            break
        except (IntegrityError, OperationalError):
            if attempt == TRIES - 1:
                raise
            waiting = _still_new(waiting, outcomes)
    left = [a.id for a in arrivals if a.id not in written]
    bodies = _bodies(left) if left else {}
    for (n, d), a in zip(waiting, arrivals, strict=True):
        if a.id in written:
            joined = a.entry["verb"] == "join"
            outcomes[n] = Outcome(d.one, "joined" if joined else "accepted", matter=a.report["matter"])
        else:
            outcomes[n] = _again(d.one, d.digest, bodies[a.id])
    return [o for o in outcomes if o is not None]


def _written(decided: Sequence[Decided], at: datetime, *, locked: bool) -> tuple[list[Arrival], set[UUID]]:
    """Join or open, and write. The first try takes no lock; once a race was lost, the matters are held while deciding."""
    if not locked:
        arrivals = _arrivals(decided, at)
        return arrivals, write(arrivals)
    with transaction.atomic():
        arrivals = _arrivals(decided, at, locked=True)
        return arrivals, write(arrivals)


def _bodies(ids: Sequence[UUID]) -> dict[UUID, tuple[bytes, UUID | None]]:
    rows = Report.objects.filter(id__in=ids).values_list("id", "body", "matter")
    return {i: (bytes(body), matter) for i, body, matter in rows}


def _still_new(waiting: list[tuple[int, Decided]], outcomes: list[Outcome | None]) -> list[tuple[int, Decided]]:
    """After a lost race: what another writer has written meanwhile is a repeat, the rest is tried anew."""
    if len(waiting) == 1:
        return waiting
    bodies = _bodies([d.one.id for _, d in waiting])
    for n, d in waiting:
        if d.one.id in bodies:
            outcomes[n] = _again(d.one, d.digest, bodies[d.one.id])
    return [(n, d) for n, d in waiting if d.one.id not in bodies]


def _again(one: Incoming, digest: bytes, known: tuple[bytes, UUID | None]) -> Outcome:
    body, matter = known
    if body == digest:
        return Outcome(one, "repeated", matter=matter)
    reason = "这个编号以前报过别的内容；请换一个新编号再报。原来的内容没有动。"
    return Outcome(one, "refused", field="id", reason=reason, conflict=True)


def _arrivals(decided: Sequence[Decided], at: datetime, *, locked: bool = False) -> list[Arrival]:
    """Join or open each in turn; later ones may join what earlier ones of this call opened."""
    found = candidates([(d.located.code, d.keys) for d in decided], locked=locked)
    earlier = fellows([(d.one.id, d.located.code, d.keys) for d in decided])
    alike = joining.similarities([
        (d.features, [c.features for c in before] + [decided[k].features for k in near])
        for d, before, near in zip(decided, found, earlier, strict=True)
    ])  # fmt: skip
    turn: dict[UUID, int] = {}
    new: dict[UUID, Arrival] = {}
    mine: list[Candidate] = []
    out = []
    for d, before, near, chances in zip(decided, found, earlier, alike, strict=True):
        match = best(before + [mine[k] for k in near], chances)
        into, similarity = match if match and match[1] >= joining.JOIN else (None, 0.0)
        d.beside = [(match[0].matter, round(match[1] * 100))] if match and not into and (
            match[1] >= joining.SIDE_BY_SIDE) else []  # fmt: skip
        seq = 1
        if into:
            seq = turn.get(into.matter, into.seq) + 1
            turn[into.matter] = seq
        made = arrival(d, at=at, into=into, similarity=similarity, seq=seq)
        out.append(made)
        matter = made.report["matter"]
        if made.matter:
            new[matter] = made
        elif (opening := new.get(matter)) and opening.matter:  # opened by this very call: its row is not written yet
            opening.matter["seq"], made.joining = seq, None
            opening.matter["reports"] += 1
        seq = turn.setdefault(matter, seq)
        mine.append(Candidate(d.one.id, matter, made.report["county"], seq, d.located.code, d.features))
    return out
