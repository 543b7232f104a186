"""Run stories through the public acts, on the set database, under the story's own clock; nothing is left behind."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from xiangli.intake.incoming import Incoming
from xiangli.law.language import VERBS
from xiangli.law.language.load import resolved
from xiangli.matters.acts.perform import perform
from xiangli.matters.acts.sweep import sweep
from xiangli.matters.errors import ActError, BadFields, Forbidden, Refused, WrongStep
from xiangli.matters.fold import fold
from xiangli.matters.hot import write
from xiangli.matters.models import Entry
from xiangli.matters.reads.one import Whole, whole
from xiangli.measures import shelf
from xiangli.measures.arrivals import joining, opening
from xiangli.measures.doing import do
from xiangli.measures.telling import Book, Line, Seen, Story, load_book
from xiangli.parties.reads.actor import PUBLIC, SYSTEM, Actor, Hat, reporter
from xiangli.policy.acts.publish import publish
from xiangli.policy.reads import edition
from xiangli.work.models import Job

Met = set[tuple[str, str]]
STAGED = "2000-01-01"
NEWEST = datetime(9000, 1, 1, tzinfo=UTC)
"""For the length of a run the shipped procedures are the newest, whatever the database has published."""


class StoryFailed(AssertionError):
    """The story went another way; the message names its line and what was seen."""


@dataclass
class Told:
    """Where a running story stands; ``met``: each (step, verb) somebody tried, (step, "") each step stood at."""

    matter: UUID
    report: UUID
    place: str
    entry: UUID
    one: Incoming
    now: Whole
    met: Met
    only: Met | None = None


@contextmanager
def stage() -> Iterator[None]:
    """A database with the shipped procedures as the newest editions, rolled back at the end."""
    edition.forget()
    try:
        with transaction.atomic():
            for _, loaded in shelf.procedures():
                p = loaded.procedure.model_copy(update={"version": STAGED})
                publish(kind="procedure", name=p.id, version=STAGED, content=p.canonical(), text=resolved(p), at=NEWEST)
            edition.forget()
            yield
            transaction.set_rollback(True)
    finally:
        edition.forget()


def books(procedure: str) -> list[Book]:
    """The shipped books that tell of a procedure. Raises PolicyError."""
    found = [load_book(file.text, file.path.rsplit("/", 1)[1]) for file in shelf.shipped(".stories.yaml")]
    return [book for book in found if procedure in book.procedures]


def run(book: Book, story: Story, procedure: str, only: Met | None = None) -> Met:
    """Tell one story of ``procedure`` on the stage, then undo it; what it met (``Told.met``).

    ``only``: of what each role may do, ask these (step, verb) alone. Raises StoryFailed at the first line that is not so.
    """
    point = transaction.savepoint()
    try:
        told = _open(book, story, procedure)
        told.only = only
        _look(told, story.opens, f"{book.name}:{story.line} {story.story}: opening")
        for number, line in enumerate(book.of(story, procedure).then, 1):
            where = f"{book.name}:{story.line} {story.story}: line {number} {line.by} {line.does}".rstrip()
            _do(told, line, where)
            _look(told, line, where)
        return told.met
    finally:
        transaction.savepoint_rollback(point)


def _open(book: Book, story: Story, procedure: str) -> Told:
    opens = story.opens
    one = Incoming(
        id=uuid4(), text=opens.says, title=opens.says[:40], place=book.place, owner=opens.to, item=opens.item,
        channel="desk",
    )  # fmt: skip
    made = opening(one, procedure, opens.at)
    write([made])
    matter = made.report["matter"]
    return Told(matter, one.id, book.place, made.entry["id"], one, whole(matter=matter), set())


def _tell_again(told: Told, at: datetime) -> None:
    """Another person tells of the same event: one report more in the same matter."""
    one = Incoming(id=uuid4(), text=told.one.text, title=told.one.title, place=told.place, channel="phone")
    write([joining(one, told.now.matter, told.report, at)])


def actor(told: Told, by: str, owner: str) -> Actor:
    """Whoever ``by`` names, with the one post it needs: a desk of the place, the owning office, another office.

    ``handler+leader`` is one person who holds both posts.
    """
    several = [actor(told, one, owner) for one in by.split("+")] if "+" in by else []
    if several:
        return Actor(kind="post", name=several[0].name, hats=tuple(hat for one in several for hat in one.hats))
    if by in ("system", "stranger"):
        return SYSTEM if by == "system" else PUBLIC
    if by == "reporter":
        return reporter(told.report)
    by, _, person = by.partition("/")
    assists = told.now.standing.assists
    if by in ("desk", "leader", "overseer"):
        office = f"{by}@{told.place[:9]}"
    else:
        office = owner if by == "handler" else next(iter(assists), "nobody@0") if by == "assistant" else by
    line, _, place = office.partition("@")
    act = {"desk": "sort", "leader": "instruct", "overseer": "oversee"}.get(by, "handle")
    return Actor(
        kind="post", name=f"{office}{person}", hats=(Hat(uuid4(), by, office, office, (place,), (line,), (act,)),)
    )


def _do(told: Told, line: Line, where: str) -> None:
    if not line.does:
        return
    if line.at is None:
        raise StoryFailed(f"{where}: says no moment")
    told.met.add((told.now.matter.step, line.does))
    try:
        _act(told, line, line.at)
    except ActError as wrong:
        if Entry.objects.filter(matter=told.matter).count() != len(told.now.entries):
            raise StoryFailed(f"{where}: refused, and yet an entry was written") from wrong
        if not line.refused:
            raise StoryFailed(f"{where}: refused: {wrong}") from wrong
        said = _refusal(wrong)
        if said != line.refused:
            raise StoryFailed(f"{where}: refused by {said}, not by {line.refused}: {wrong}") from wrong
        return
    if line.refused:
        raise StoryFailed(f"{where}: was not refused")


def _act(told: Told, line: Line, at: datetime) -> None:
    if line.does == "sweep":
        sweep(at=at, matter=told.matter)
    elif line.does == "tell_again":
        _tell_again(told, at)
    else:
        _by_hand(told, line, at)
    told.now = whole(matter=told.matter)
    if line.does != "tell_again":
        told.entry = told.now.entries[-1].id


def _by_hand(told: Told, line: Line, at: datetime) -> None:
    owner = told.now.matter.owner or ""
    by = actor(told, line.by, owner)
    do(line.does, line.with_, matter=told.matter, by=by, at=at, request=uuid4())


def _refusal(wrong: ActError) -> str | tuple[str, ...]:
    """How a story names a refusal: its article or row, the step, the role, the fields."""
    if isinstance(wrong, Refused):
        return wrong.cites
    if isinstance(wrong, BadFields):
        return tuple(one.field for one in wrong.errors)
    return {WrongStep: "wrong_step", Forbidden: "not_theirs"}.get(type(wrong), type(wrong).__name__)


def _look(told: Told, seen: Seen, where: str) -> None:
    now = told.now
    row = now.matter
    told.met.add((row.step, ""))
    clock = now.due.limit.by if now.due else ""
    if any(getattr(row, name) != value for name, value in fold(now.entries, now.procedure).row().items()):
        raise StoryFailed(f"{where}: the row is not the fold of its entries")
    pairs: list[tuple[str, Any, Any]] = [
        ("step", seen.step, row.step), ("owner", seen.owner, row.owner), ("item", seen.item, row.item),
        ("due", seen.due, row.due_at), ("clock", seen.clock, clock), ("late", seen.late, "yes" if row.late else "no"),
        ("ended", seen.ended, "yes" if row.ended_at else "no"), ("reports", seen.reports, row.reports),
        ("paused", seen.paused, "yes" if row.paused else "no"), ("asks", seen.asks, row.asks or "nothing"),
        ("excluded", seen.excluded, "yes" if row.excluded else "no"),
        ("assists", seen.assists, " ".join(now.standing.assists) or "nobody"),
    ]  # fmt: skip
    for name, wanted, is_so in pairs:
        if wanted and wanted != is_so:
            raise StoryFailed(f"{where}: {name} is {is_so}, not {wanted}")
    if seen.sum and (now.due is None or seen.sum not in "\n".join(now.due.lines)):
        raise StoryFailed(f"{where}: the sum does not say {seen.sum!r}: {now.due.lines if now.due else 'no clock'}")
    if seen.tells is not None and (heard := _heard(told)) != set(seen.tells):
        raise StoryFailed(f"{where}: tells {sorted(heard)}, not {sorted(seen.tells)}")
    asked = [verb for verb in VERBS if told.only is None or (row.step, verb) in told.only]
    for role, wanted in seen.may.items():
        if (can := _can(told, role, now, asked)) != set(wanted) & set(asked):
            raise StoryFailed(f"{where}: {role} may {sorted(can)}, not {sorted(wanted)}")


def _heard(told: Told) -> set[str]:
    keys = Job.objects.filter(kind="tell", key__startswith=f"tell:{told.entry}:").values_list("key", flat=True)
    return {key.rsplit(":", 1)[1] for key in keys}


def _can(told: Told, role: str, now: Whole, asked: list[str]) -> set[str]:
    """Each verb tried at the door with empty hands: what is stopped by step or role, the role may not do."""
    can, by = set(), actor(told, role, now.matter.owner or "")
    for verb in asked:
        told.met.add((now.matter.step, verb))
        point = transaction.savepoint()
        try:
            perform(matter=told.matter, verb=verb, data={}, by=by, at=now.entries[-1].at, request=uuid4())
            can.add(verb)
        except (WrongStep, Forbidden):
            pass
        except ActError:
            can.add(verb)
        finally:
            transaction.savepoint_rollback(point)
    return can
