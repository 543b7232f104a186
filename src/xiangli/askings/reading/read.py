"""The whole reading of one message: asker, channel, kind, due, size, estimate, verdict; what a page shows and an act keeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from xiangli.askings.hours import Estimate, estimate
from xiangli.askings.reading.asker import Asker, asker
from xiangli.askings.reading.due import Due, read_due
from xiangli.askings.reading.kind import Size, channel, columns_listed, kind, masked, size
from xiangli.lists.lines import LINES
from xiangli.lists.reads.admit import Gate, Verdict, admit

TITLE = 40


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read; a person may change any of it before it is kept."""

    title: str
    text: str
    asker: Asker
    channel: str
    kind: str
    due: Due
    size: Size
    columns: tuple[str, ...]
    estimate: Estimate
    verdict: Verdict


def read(
    text: str, *, at: datetime, given: str = "chat", line: str | None = None, known: Size | None = None,
    held: int = 0, gate: Gate | None = None,
) -> Reading:  # fmt: skip
    """Read a message that came at the moment ``at``.

    ``given``: the channel it was caught by; ``line``: the asker, when a person says it; ``known``: rows and columns of
    a dropped file; ``held``: percent of its cells held already; ``gate``: the lists of the place.
    """
    words = masked(text.strip())
    who = asker(text) if line is None else Asker(line, "", "")
    what = kind(words)
    if known and (known.rows or known.columns):
        what = "sheet"
    when, told = read_due(words, at=at, kind=what), size(words)
    if known:
        told = Size(known.rows or told.rows, known.columns or told.columns, told.persons, told.words, told.minutes)
    verdict = admit(
        words, line=who.line if who.line in LINES else "", gate=gate, term=when.at is not None,
        due=spoken_due(when.at), named=bool(who.line),
        light=what in ("meeting", "notice"),
    )  # fmt: skip
    return Reading(
        title(words), words, who, channel(words, given=given), what, when, told, columns_listed(words),
        estimate(what, told, held=held), verdict,
    )  # fmt: skip


def title(words: str) -> str:
    """The first line that says something, shortened."""
    rows = [row.replace("@所有人", "").strip(" #：:") for row in words.splitlines()]
    first = next((row for row in rows if len(row) >= 6), next((row for row in rows if row), ""))
    return first if len(first) <= TITLE else first[: TITLE - 1] + "…"


def spoken_due(at: datetime | None) -> str:
    """A deadline as a reply says it."""
    return f"{at.month}月{at.day}日{at:%H:%M}" if at else ""
