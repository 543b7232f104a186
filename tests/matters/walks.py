"""Random walks of matters: acts lawful and not, by people with and without the right, and what must come of each.

What must happen is written out here once more, apart from the procedures, so that both must agree.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, connection, transaction

from tests.houses import COUNTY, DESK, ROADS, ROADS_OFFICE, TOWN, WATER, WATER_OFFICE
from xiangli.intake.incoming import Incoming
from xiangli.law.limits import SHANGHAI
from xiangli.matters.acts.perform import perform
from xiangli.matters.acts.sweep import sweep
from xiangli.matters.acts.unjoin import NotJoined, unjoin
from xiangli.matters.errors import ActError, BadFields, Conflict, Forbidden, IdReused, Refused, WrongStep
from xiangli.matters.fold import fold
from xiangli.matters.form import content
from xiangli.matters.hot import write
from xiangli.matters.reads.one import Whole, whole
from xiangli.measures.arrivals import joining, opening
from xiangli.parties.reads.actor import PUBLIC, Actor, reporter
from xiangli.proof.canonical import leaf

OFFICES = (ROADS_OFFICE, WATER_OFFICE, f"desk@{TOWN}")
STAFF = (DESK, ROADS, WATER)
DESK_ONLY, HANDLER = {"desk"}, {"handler"}
ALLOWED: dict[str, dict[str, set[str]]] = {
    "sort": {"assign": DESK_ONLY, "end": DESK_ONLY},
    "assigned": {"accept": HANDLER, "transfer": {"handler", "desk"}, "return": HANDLER, "end": HANDLER},
    "handling": {"answer": HANDLER, "transfer": {"handler", "desk"}, "return": HANDLER, "end": HANDLER},
    "answered": {"rate": {"reporter", "desk"}},
    "solved": {"reopen": {"reporter", "desk"}}, "lapsed": {"reopen": {"reporter", "desk"}},
    "mended": {"reopen": {"reporter", "desk"}}, "told_elsewhere": {}, "lawful_unsatisfied": {},
}  # fmt: skip
"""Who may do what at which step or end, for report and consult alike."""
OFFERED = {"sort": ("mended", "told_elsewhere"), "assigned": ("mended",), "handling": ("mended", "lawful_unsatisfied")}
ONWARD = ("assign", "accept", "answer")
"""Tried oftener, so that walks get far."""
VERBS = ("assign", "accept", "transfer", "return", "answer", "end", "rate", "reopen")


@dataclass
class Walk:
    """A matter on its way: when it is, who told of it, how often it was called unsolved, what was asked before."""

    matter: UUID
    first: UUID
    at: datetime
    now: Whole
    joined: list[UUID] = field(default_factory=list)
    unsolved: int = 0
    last: tuple[str, dict[str, Any], Actor, UUID] | None = None


@dataclass
class Seen:
    """What came of all acts, by kind: a run that never met one of them shows nothing about it."""

    acts: int = 0
    kinds: dict[str, int] = field(default_factory=dict)

    def count(self, kind: str) -> None:
        """One more of this kind."""
        self.acts += 1
        self.kinds[kind] = self.kinds.get(kind, 0) + 1


def begin(random: Random, many: int) -> list[Walk]:
    """So many matters of both procedures, half with a known owner, opened in one write."""
    made = []
    for _ in range(many):
        at = datetime(2024, random.randint(1, 12), random.randint(1, 28), random.randint(0, 23), tzinfo=SHANGHAI)
        owner = random.choice(("", "", *OFFICES[:2]))
        one = Incoming(id=uuid4(), text="路上有个坑", place=TOWN, owner=owner, item="示例-1" if owner else "")
        made.append((opening(one, random.choice(("report", "consult")), at), at))
    assert len(write([one for one, _ in made])) == many
    return [Walk(a.report["matter"], a.id, at, whole(matter=a.report["matter"])) for a, at in made]


def step(random: Random, walk: Walk, seen: Seen) -> None:
    """One thing more happens (or is refused), and everything that must be true is asked."""
    waiting = walk.now.matter.step == "answered"  # for the reporter's word: let her silence come true often enough
    walk.at += timedelta(hours=random.choice((0, 1, 5, 30, 90, 400, *([200] * 4 if waiting else []))))
    what = random.random()
    if what < 0.09:
        seen.count(_join(walk))
    elif what < 0.15:
        seen.count(_unjoin(random, walk))
    elif what < (0.45 if waiting else 0.24):
        seen.count(_sweep(walk))
    elif what < 0.3 and walk.last:
        seen.count(_again(random, walk))
    else:
        seen.count(_act(random, walk))


def _roles(walk: Walk, by: Actor) -> set[str]:
    if by is PUBLIC:
        return set()
    if by.report:
        return {"reporter"} if by.report in (walk.first, *walk.joined) else set()
    office = {id(DESK): OFFICES[2], id(ROADS): ROADS_OFFICE, id(WATER): WATER_OFFICE}[id(by)]
    return ({"desk"} if by is DESK else set()) | ({"handler"} if walk.now.matter.owner == office else set())


def _somebody(random: Random, walk: Walk, verb: str) -> Actor:
    """Mostly somebody who may, if the step knows the verb; else anybody."""
    anybody = [*STAFF, PUBLIC, reporter(walk.first), reporter(uuid4()), *map(reporter, walk.joined)]
    wanted = ALLOWED[walk.now.matter.step].get(verb, set())
    rightful = [one for one in anybody if _roles(walk, one) & wanted]
    return random.choice(rightful) if rightful and random.random() < 0.8 else random.choice(anybody)


def _said(random: Random, walk: Walk, verb: str) -> tuple[dict[str, Any], type[ActError] | None]:
    """What is said with the act, and by which error it must be refused once step and person are right."""
    owner = walk.now.matter.owner
    other = random.choice([one for one in OFFICES if one != owner])
    at, slip = walk.now.matter.step, random.random() < 0.3
    if verb == "assign":
        return ({"owner": other}, BadFields) if slip else ({"owner": other, "item": "示例-2"}, None)
    if verb == "accept":
        return ({"ground": "顺便说一句"}, BadFields) if slip else ({}, None)
    if verb == "transfer":
        good = {"owner": other, "item": "示例-2", "ground": "按清单归他们管"}
        wrong: list[tuple[dict[str, Any], type[ActError]]] = [
            ({**good, "ground": ""}, BadFields), ({**good, "owner": "某单位"}, BadFields),
            ({**good, "ground": "不归我"}, Refused), ({**good, "owner": owner}, Refused),
        ]  # fmt: skip
        return random.choice(wrong) if slip else (good, None)
    if verb == "return":
        bad = random.choice([({}, BadFields), ({"ground": "不归我管的"}, Refused)])
        return bad if slip else ({"ground": "产权不在本局，归水利局"}, None)
    if verb == "answer":
        return ({"answer": "好了"}, BadFields) if slip else ({"answer": "已经修好了"}, None)
    if verb == "rate":
        return ({"solved": "也许"}, BadFields) if slip else ({"solved": random.choice(("yes", "no"))}, None)
    if verb == "reopen":
        good = random.choice(({"solved": "no"}, {"new_facts": "雨后又塌了一块"}))
        return ({"new_facts": "又塌了"}, Refused) if slip else (good, None)
    outcome = random.choice(("mended", "told_elsewhere", "lawful_unsatisfied", "烧了"))
    if slip or outcome == "烧了":
        return {"outcome": "烧了", "note": "办好了"}, BadFields
    data = {"outcome": outcome, "note": "办好了"}
    if outcome not in OFFERED.get(at, ()):
        return data, WrongStep
    return data, Refused if outcome == "lawful_unsatisfied" and not walk.unsolved else None


def _must(walk: Walk, verb: str, by: Actor, wrong: type[ActError] | None) -> type[ActError] | None:
    """The error this act must get, or None when it must be carried out."""
    roles = ALLOWED[walk.now.matter.step].get(verb)
    if roles is None:
        return WrongStep
    return wrong if roles & _roles(walk, by) else Forbidden


def _act(random: Random, walk: Walk) -> str:
    known = tuple(verb for verb in ALLOWED[walk.now.matter.step] for _ in range(3 if verb in ONWARD else 1))
    verb = random.choice(known) if known and random.random() < 0.75 else random.choice(VERBS)
    by = _somebody(random, walk, verb)
    data, wrong = _said(random, walk, verb)
    stale = random.random() < 0.05 and len(walk.now.entries) > 1
    must = Conflict if stale else _must(walk, verb, by, wrong)
    request, before = uuid4(), counts()
    try:
        perform(matter=walk.matter, verb=verb, data=dict(data), by=by, at=walk.at, request=request,
                expected=walk.now.matter.seq - 1 if stale else None)  # fmt: skip
        got = None
    except ActError as error:
        got = type(error)
    assert got is must, f"{verb} {data} at {walk.now.matter.step} by {by.name}: {got}, not {must}"
    if got:
        unchanged(walk, before)
        return got.__name__
    if data.get("solved") == "no":
        walk.unsolved += 1
    walk.last = (verb, data, by, request)
    look(walk, moved=1)
    return verb


def _again(random: Random, walk: Walk) -> str:
    """The same request once more is answered as before; the same id with another body is refused."""
    assert walk.last
    verb, data, by, request = walk.last
    before = counts()
    if random.random() < 0.5:
        assert perform(matter=walk.matter, verb=verb, data=dict(data), by=by, at=walk.at, request=request).repeated
        unchanged(walk, before)
        return "repeated"
    try:
        perform(matter=walk.matter, verb=verb, data={**data, "note": "另一句话"}, by=by, at=walk.at, request=request)
        raise AssertionError("an id used before was taken for another act")
    except IdReused:
        unchanged(walk, before)
        return "IdReused"


def _sweep(walk: Walk) -> str:
    row, before = walk.now.matter, counts()
    wanted = row.ended_at is None and not row.late and row.due_at is not None and row.due_at <= walk.at
    assert sweep(at=walk.at, matter=walk.matter) == int(wanted)
    if not wanted:
        unchanged(walk, before)
        return "nothing due"
    verb = "lapse" if row.step == "answered" else "late"
    look(walk, moved=1)
    assert walk.now.entries[-1].verb == verb
    assert walk.now.matter.ended_at is not None if verb == "lapse" else walk.now.matter.late
    return verb


def _join(walk: Walk) -> str:
    one = Incoming(id=uuid4(), text="路上有个坑", place=TOWN, channel="phone")
    before, row = counts(), walk.now.matter
    try:
        with transaction.atomic():
            write([joining(one, row, walk.first, walk.at)])
    except IntegrityError:
        assert row.ended_at is not None, "an open matter took no second report"
        unchanged(walk, before)
        return "not joined"
    assert row.ended_at is None, "an ended matter took another report"
    walk.joined.append(one.id)
    look(walk, moved=1)
    assert walk.now.matter.reports == 1 + len(walk.joined)
    return "join"


def _unjoin(random: Random, walk: Walk) -> str:
    report = random.choice((walk.first, *walk.joined * 4))
    by, before, ended = random.choice((DESK, DESK, ROADS)), counts(), walk.now.matter.ended_at is not None
    must = Forbidden if by is ROADS else NotJoined if report == walk.first else WrongStep if ended else None
    try:
        unjoin(report=report, by=by, at=walk.at, request=uuid4())
        got = None
    except ActError as error:
        got = type(error)
    assert got is must, f"unjoin by {by.name}: {got}, not {must}"
    if got:
        unchanged(walk, before)
        return f"unjoin {got.__name__}"
    walk.joined.remove(report)
    look(walk, moved=1)
    assert walk.now.matter.reports == 1 + len(walk.joined)
    return "unjoin"


def look(walk: Walk, *, moved: int) -> None:
    """The matter moved by so many entries, and row, entries, leaves and due time agree."""
    before, walk.now = walk.now.matter.seq, whole(matter=walk.matter)
    row, entries = walk.now.matter, walk.now.entries
    assert row.seq == before + moved
    replayed = fold(entries, walk.now.procedure).row()
    assert {name: getattr(row, name) for name in replayed} == replayed
    assert [entry.seq for entry in entries] == list(range(1, row.seq + 1))
    assert row.ended_at is not None or (row.due_at is not None and row.owner)
    assert row.county == COUNTY
    assert row.due_at == (walk.now.due.at if walk.now.due else None)
    assert bytes(entries[-1].leaf) == leaf(bytes(entries[-1].salt), content(entries[-1]))


def counts() -> tuple[int, ...]:
    """How many rows each table holds that an act may write to."""
    tables = ("entry", "leaf", "job", "matter", "report", "joinkey", "notice")
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"(SELECT count(*) FROM xiangli_{one})" for one in tables))
        return tuple(cursor.fetchone())


def unchanged(walk: Walk, before: tuple[int, ...]) -> None:
    """No row came or went, and the matter stands just as it stood."""
    assert counts() == before
    now = whole(matter=walk.matter)
    columns = [field.attname for field in now.matter._meta.concrete_fields]
    assert [getattr(now.matter, c) for c in columns] == [getattr(walk.now.matter, c) for c in columns]
