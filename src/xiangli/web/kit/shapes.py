"""The shapes that partials draw; plain data, made by the faces from what a read answered."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

NEAR = timedelta(hours=24)
STATES = {
    "ample": _("时间充足"),
    "near": _("快到期"),
    "late": _("已超期"),
    "paused": _("暂停计时"),
    "waiting": _("等反映人"),
    "ended": _("已办结"),
}


@dataclass(frozen=True, slots=True)
class ClockFace:
    """One clock as shown: instant, state, whose clock it is, and the sum behind it in plain lines.

    ``state`` is a key of ``STATES``; ``href`` leads to the article in the reading room; ``norm`` says the limit is a norm, not law.
    """

    at: datetime | None
    state: str
    source: str = ""
    lines: Sequence[str] = ()
    href: str = ""
    provisional: bool = False
    norm: bool = False

    @property
    def state_name(self) -> str:
        """The state in the page's language."""
        return str(STATES[self.state])


def clock_state(
    at: datetime | None, now: datetime, *, paused: bool = False, ended: bool = False, waiting: bool = False
) -> str:
    """The state of a clock at ``now``: ``near`` within 24 hours of ``at``, ``late`` from ``at`` on.

    ``waiting``: the time is a party's right, no office is late by it.
    """
    if ended or at is None:
        return "ended"
    if waiting:
        return "waiting"
    if paused:
        return "paused"
    if now >= at:
        return "late"
    return "near" if at - now <= NEAR else "ample"


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of a timeline: when, what was done, by whom, the words that were left, and ``shot``: a picture's address."""

    at: datetime
    what: str
    who: str = ""
    words: str = ""
    href: str = ""
    shot: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One row of a list as a card: the title is the link, ``meta`` stands below in small type.

    ``pick``: the value of a box to tick it for a bulk act, '' for no box.
    """

    href: str
    title: str
    meta: Sequence[str] = ()
    clock: ClockFace | None = None
    tag: str = ""
    tone: str = ""
    pick: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head and whether its cells are numbers."""

    head: str
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: caption, columns, rows of cells (text, or ``Link``)."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[object]] = field(default_factory=tuple)

    def cells(self) -> list[list[tuple[Column, object]]]:
        """Rows with each cell beside its column, as the partial needs them on a narrow screen."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Link:
    """A cell, filter or pair that leads somewhere."""

    href: str
    label: str
    count: int | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its name; ``href`` leads to what it counts, ``tone`` is late or near where it asks for a look."""

    label: str
    number: int
    href: str = ""
    tone: str = ""
