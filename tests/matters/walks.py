"""Random walks of matters: acts lawful and not, by people with and without the right, and what must come of each.

What must happen is written out here once more, apart from the procedures, so that both must agree.
"""

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, connection, transaction

from tests.houses import COUNTY, DESK, ROADS, ROADS_OFFICE, TOWN, WATER, WATER_OFFICE
from tests.matters.walk_words import ALLOWED, LEADER, MOVING, OFFICES, ONWARD, OVERSEER, STAFF, TAKEN_BACK, VERBS, said
from xiangli.intake.incoming import Incoming
from xiangli.law.limits import SHANGHAI
from xiangli.matters.acts.perform import perform
from xiangli.matters.acts.sweep import sweep
from xiangli.matters.acts.undo import NotToUndo, undo
from xiangli.matters.acts.unjoin import NotJoined, unjoin
from xiangli.matters.errors import ActError, Conflict, Forbidden, IdReused, WrongStep
from xiangli.matters.fold import fold
from xiangli.matters.form import content
from xiangli.matters.hot import write
from xiangli.matters.models import Part
from xiangli.matters.reads.one import Whole, whole
from xiangli.measures.arrivals import joining, opening
from xiangli.parties.reads.actor import PUBLIC, Actor, reporter
from xiangli.proof.canonical import leaf


@dataclass
class Told:
    """What the walk itself remembers of its matter, apart from the fold: the same must come of both."""

    unsolved: int = 0
    assists: set[str] = field(default_factory=set)
    done: set[str] = field(default_factory=set)
    stopped: str = ""
    asked: str = ""
    ruled: str = ""
    appealed: bool = False
    first: tuple[str, str] | None = None
    excluded: bool = False


@dataclass
class Walk:
    """A matter on its way: when it is, who told of it, what is remembered, what was asked before, its open children."""

    matter: UUID
    first: UUID
    at: datetime
    now: Whole
    joined: list[UUID] = field(default_factory=list)
    told: Told = field(default_factory=Told)
    before: Told | None = None
    last: tuple[str, dict[str, Any], Actor, UUID] | None = None
    children: list[tuple[UUID, str]] = field(default_factory=list)


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
    if random.random() < 0.08:
        seen.count(_undo(random, walk))
        return
    waiting = walk.now.matter.step == "answered"  # let silence, and a stop's end, come true often enough
    walk.at += timedelta(
        hours=random.choice(
            (0, 1, 5, 12, 30, 90, 400, *([200] * 4 if waiting else [400] * 2 if walk.told.stopped else []))
        )
    )
    what = random.random()
    if what < 0.07:
        seen.count(_join(walk))
    elif what < 0.12:
        seen.count(_unjoin(random, walk))
    elif what < (0.45 if waiting else 0.35 if walk.told.stopped else 0.22):
        seen.count(_sweep(walk))
    elif what < 0.27 and walk.last:
        seen.count(_again(random, walk))
    elif what < 0.4 and walk.children:
        seen.count(_child_ends(random, walk))
    else:
        seen.count(_act(random, walk))


def _roles(walk: Walk, by: Actor) -> set[str]:
    if by is PUBLIC:
        return set()
    if by.report:
        return {"reporter"} if by.report in (walk.first, *walk.joined) else set()
    if by in (LEADER, OVERSEER):
        return {"leader"} if by is LEADER else {"overseer"}
    office = _office(by)
    out = {"desk"} if by is DESK else set()
    out |= {"handler"} if walk.now.matter.owner == office else set()
    return out | ({"assistant"} if office in walk.told.assists else set())


def _office(by: Actor) -> str:
    return {id(DESK): OFFICES[2], id(ROADS): ROADS_OFFICE, id(WATER): WATER_OFFICE}[id(by)]


def _somebody(random: Random, walk: Walk, verb: str) -> Actor:
    """Mostly somebody who may, if the step knows the verb; else anybody."""
    anybody = [*STAFF, PUBLIC, reporter(walk.first), reporter(uuid4()), *map(reporter, walk.joined)]
    wanted = ALLOWED[walk.now.matter.step].get(verb, set())
    rightful = [one for one in anybody if _roles(walk, one) & wanted]
    return random.choice(rightful) if rightful and random.random() < 0.8 else random.choice(anybody)


def _remember(walk: Walk, verb: str, data: dict[str, Any], by: Actor) -> None:
    """What the walk keeps of an act that was carried out."""
    walk.before = deepcopy(walk.told)
    told = walk.told
    told.done = {"reopen"} if verb == "reopen" else told.done | {verb}
    told.unsolved += data.get("solved") == "no"
    if verb in MOVING:
        told.stopped = told.asked = ""
    if verb == "share":
        told.assists.add(data["assist"])
    elif verb == "assist":
        told.assists.discard(_office(by))
    elif verb in ("pause", "supplement_ask"):
        told.stopped = verb
    elif verb in ("resume", "supplement_give"):
        told.stopped = ""
    elif verb in ("extend_ask", "extend_grant", "extend_refuse"):
        told.asked = by.name if verb == "extend_ask" else ""
    elif verb == "rule":
        told.ruled = data["owner"]
    elif verb == "appeal":
        told.appealed, told.first = True, None
    elif verb == "appeal_rule":
        if told.first:
            told.excluded = told.first[1] == data["exclude"] == "yes"
            told.appealed, told.first = False, None
        else:
            told.first = (by.name, data["exclude"])


def _must(walk: Walk, verb: str, by: Actor, wrong: type[ActError] | None) -> type[ActError] | None:
    """The error this act must get, or None when it must be carried out."""
    roles = ALLOWED[walk.now.matter.step].get(verb)
    if roles is None:
        return WrongStep
    return wrong if roles & _roles(walk, by) else Forbidden


STARTING = ("pause", "supplement_ask", "extend_ask", "open_child", "share")
"""What something else must answer, so tried oftener too."""


def _weight(told: Told, verb: str) -> int:
    """How often an act is tried: oftener what leads onward, and what answers something asked or stopped."""
    started = {"pause": "resume", "supplement_ask": "supplement_give"}.get(told.stopped)
    if verb == started or (told.asked and verb in ("extend_grant", "extend_refuse")):
        return 20
    if verb == "assist" and told.assists:
        return 10
    return 6 if verb in ONWARD else 4 if verb in STARTING else 1


def _act(random: Random, walk: Walk) -> str:
    known = tuple(verb for verb in ALLOWED[walk.now.matter.step] for _ in range(_weight(walk.told, verb)))
    verb = random.choice(known) if known and random.random() < 0.75 else random.choice(VERBS)
    by = _somebody(random, walk, verb)
    data, wrong = said(random, walk, verb, by)
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
    _remember(walk, verb, data, by)
    walk.last = (verb, data, by, request)
    look(walk, moved=1)
    if verb == "open_child":
        walk.children.append((UUID(walk.now.entries[-1].data["into"]), data["owner"]))
    return verb


def _undo(random: Random, walk: Walk) -> str:
    """One's own last act is taken back within ten minutes; nobody else's, nothing later, nothing that went out."""
    last, before = walk.now.entries[-1], counts()
    own = next((one for one in STAFF if one.name == last.actor), None)
    by = own if own and random.random() < 0.8 else random.choice(STAFF)
    fresh = walk.at - last.at <= timedelta(minutes=10)
    must = walk.before is not None and last.verb in TAKEN_BACK and last.actor == by.name and fresh
    stood = walk.now.entries[-2].seq if len(walk.now.entries) > 1 else 0
    try:
        undo(matter=walk.matter, by=by, at=walk.at, request=uuid4())
        got = True
    except NotToUndo:
        got = False
    assert got is must, f"undo of {last.verb} by {by.name}: {got}, not {must}"
    if not got:
        unchanged(walk, before)
        return "NotToUndo"
    assert walk.before is not None
    walk.told, walk.before = walk.before, None
    p = walk.now.procedure
    then = {k: v for k, v in fold([e for e in walk.now.entries if e.seq <= stood], p).row().items() if k != "seq"}
    look(walk, moved=1)
    assert {name: getattr(walk.now.matter, name) for name in then} == then, "the matter does not stand as before"
    return "undo"


def _child_ends(random: Random, walk: Walk) -> str:
    """The office that was given a part mends it; the parent does not move by it."""
    child, office = walk.children.pop(random.randrange(len(walk.children)))
    by = WATER if office == WATER_OFFICE else ROADS
    perform(matter=child, verb="mend", data={"note": "水管已迁好"}, by=by, at=walk.at, request=uuid4())
    look(walk, moved=0)
    return "child ends"


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
    wanted = row.wake_at is not None and row.wake_at <= walk.at
    assert sweep(at=walk.at, matter=walk.matter) == int(wanted)
    if not wanted:
        unchanged(walk, before)
        return "nothing due"
    assert row.ended_at is None and row.due_at is not None
    over = row.due_at <= walk.at
    verb = "run_on" if row.paused else "lapse" if row.step == "answered" else "late" if over else "warn"
    walk.before = None
    if verb in ("run_on", "lapse"):
        walk.told.stopped = ""
    if verb == "lapse":
        walk.told.asked = ""
    look(walk, moved=1)
    assert walk.now.entries[-1].verb == verb
    assert (walk.now.matter.ended_at is not None) == (verb == "lapse")
    assert walk.now.matter.late == (verb == "late" or (verb == "run_on" and row.late))
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
    walk.before = None
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
    walk.before = None
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
    told = walk.told
    owed = set(Part.objects.filter(county=COUNTY, matter=row.id).values_list("office", flat=True))
    assert owed == (set() if row.ended_at else told.assists)
    assert set(walk.now.standing.assists) == told.assists
    assert row.paused == bool(told.stopped) and row.excluded == told.excluded
    assert row.asks == ("extension" if told.asked else "appeal" if told.appealed else "")
    assert set(walk.now.standing.done) == told.done
    assert row.due_at == (walk.now.due.at if walk.now.due else None)
    assert bytes(entries[-1].leaf) == leaf(bytes(entries[-1].salt), content(entries[-1]))


def counts() -> tuple[int, ...]:
    """How many rows each table holds that an act may write to."""
    tables = ("entry", "leaf", "job", "matter", "report", "joinkey", "notice", "part", "ruling")
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"(SELECT count(*) FROM xiangli_{one})" for one in tables))
        return tuple(cursor.fetchone())


def unchanged(walk: Walk, before: tuple[int, ...]) -> None:
    """No row came or went, and the matter stands just as it stood."""
    assert counts() == before
    now = whole(matter=walk.matter)
    columns = [field.attname for field in now.matter._meta.concrete_fields]
    assert [getattr(now.matter, c) for c in columns] == [getattr(walk.now.matter, c) for c in columns]
