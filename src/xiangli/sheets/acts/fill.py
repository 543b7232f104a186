"""Fill a department's workbook from a village's registers: the same file back, only cell values and the yellow changed."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from xiangli.engines.book import Book, open_book, password_in
from xiangli.engines.columns.read import read_sheet
from xiangli.engines.columns.shapes import FORMULA, FREE, NOT_HELD, Asked, Reading
from xiangli.engines.filling.plan import plan
from xiangli.engines.filling.shapes import Plan
from xiangli.law.limits import SHANGHAI
from xiangli.parties.reads.actor import Actor
from xiangli.places.models import Place
from xiangli.registers.reads.held import VillageHeld

COPIED, ASKED = 6, 90
"""Seconds a cell costs a clerk by hand: copied from last time's list; asked by phone where nothing holds it."""


@dataclass(frozen=True)
class FilledBook:
    """A filled workbook and what was done in it."""

    name: str
    data: bytes
    readings: list[Reading]
    plans: list[Plan]
    notes: list[str] = field(default_factory=list)

    @property
    def cells(self) -> int:
        """Cells that the form asks to be filled."""
        return sum(sum(p.count().values()) for p in self.plans)

    @property
    def filled(self) -> int:
        """Cells that were filled."""
        return sum(p.count()["filled"] for p in self.plans)

    @property
    def left(self) -> int:
        """Cells left empty for somebody to look at, sealed ones too."""
        return sum(p.count()["left"] + p.count()["sealed"] for p in self.plans)

    @property
    def minutes(self) -> int:
        """What the form would cost by hand: six seconds a cell that is held, a minute and a half one that is not."""
        return round((self.filled * COPIED + self.left * ASKED) / 60)


def fill_book(
    *, data: bytes, name: str, village: str, by: Actor, at: datetime, request: UUID, purpose: str = "", as_of: date | None = None,
    password: str | None = None,
) -> FilledBook:  # fmt: skip
    """The workbook filled. ``as_of`` is the day of filling where the form names none.

    Raises BookError (file, sheet, cell in plain words), registers' NotFound and NotAllowed.
    """
    book: Book = open_book(data, name=name, password=password or password_in(name))
    today = as_of or at.astimezone(SHANGHAI).date()
    held = VillageHeld(village=village, by=by, at=at, request=request, reason=f"填表：{name}"[:200], purpose=purpose)
    codes = [village[:n] for n in (2, 4, 6, 9, 12)]
    words = list(Place.objects.filter(code__in=codes).values_list("name", flat=True))
    readings, plans = [], []
    for sheet in book.sheets:
        if sheet.hidden:
            continue
        reading = read_sheet(sheet, today=today, name=name, place_words=words)
        readings.append(reading)
        plans.append(plan(sheet, reading, held, may_open_health=bool(purpose)))
    changes = {p.sheet: p.change() for p in plans if p.values or p.yellow or p.inserted}
    done = book.filled(changes) if changes else data
    return FilledBook(name, done, readings, plans, [*book.notes, *(n for p in plans for n in p.notes)])


def asked_of(reading: Reading) -> list[Asked]:
    """Everything a worksheet asks, in order, without serial numbers and remarks."""
    columns = [a for table in reading.tables for a in table.columns.values()]
    return [a for a in (*columns, *(c.asked for c in reading.cards)) if a.state not in (FREE, FORMULA)]


def signature(reading: Reading) -> list[tuple[str, tuple[str, ...], frozenset[str]]]:
    """For finding who asked the same before: the kind of rows, what narrows them, the fields asked."""
    return [
        (t.kind, tuple(sorted(t.where)), frozenset(f"{a.field}?{'&'.join(a.where)}" for a in t.columns.values() if a.field and a.state != NOT_HELD))
        for t in reading.tables
    ]  # fmt: skip
