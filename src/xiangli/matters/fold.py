"""The fold: a matter's row is what its entries add up to under its own edition, nothing more."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from xiangli.law.language import Procedure, Standing, advance, begin, wake_at
from xiangli.matters.form import EntryLike

COLUMNS = (
    "county", "place", "number", "procedure", "edition", "topic", "item", "step", "owner", "due_at", "outer_due",
    "late", "opened_at", "ended_at", "reports", "seq", "wake_at", "paused", "asks", "excluded", "parent",
    "calendar",
)  # fmt: skip
"""The columns of a row that the entries decide. The title is the report's own and may be taken away with it."""


@dataclass(frozen=True, slots=True)
class Folded:
    """Standing of the walk and what the opening entry fixed for good, under the edition ``procedure``."""

    standing: Standing
    fixed: dict[str, Any]
    procedure: Procedure

    def row(self) -> dict[str, Any]:
        """The columns named in COLUMNS."""
        s = self.standing
        asks = "extension" if s.asked else "appeal" if s.appealed else ""
        return {
            **self.fixed, "item": s.item, "step": s.step, "owner": s.owner, "due_at": s.due_at, "late": s.late,
            "ended_at": s.ended_at, "reports": s.reports, "seq": s.seq, "wake_at": wake_at(self.procedure, s),
            "paused": s.stopped is not None, "asks": asks, "excluded": s.excluded, "calendar": s.calendar,
        }  # fmt: skip


def opened(entry: EntryLike, p: Procedure) -> Folded:
    """What the first entry alone says."""
    data = entry.data
    outer = data.get("outer_due")
    fixed = {
        "county": entry.county, "place": data["place"], "number": data["number"], "procedure": data["procedure"],
        "edition": data["edition"], "topic": data["topic"], "opened_at": entry.at,
        "outer_due": datetime.fromisoformat(outer) if outer else None,
        "parent": UUID(data["parent"]) if data.get("parent") else None,
    }  # fmt: skip
    return Folded(begin(p, data=data, at=entry.at), fixed, p)


def levels(place: str) -> dict[str, str]:
    """The level columns of a place beside ``county``: city and township, the latter empty above the township."""
    return {"city": place[:4], "town": place[:9] if len(place) >= 9 else ""}


def fold(entries: Iterable[EntryLike], p: Procedure) -> Folded:
    """All entries in their turn. Raises NotAllowed where an entry could not lawfully follow the one before."""
    rest = iter(entries)
    now = opened(next(rest), p)
    for entry in rest:
        now = after(now, entry)
    return now


def after(now: Folded, entry: EntryLike) -> Folded:
    """One entry more. Raises NotAllowed."""
    p = now.procedure
    standing = advance(p, now.standing, verb=entry.verb, data=entry.data, at=entry.at, by=entry.actor)
    return Folded(standing, now.fixed | _refixed(entry), p)


def _refixed(entry: EntryLike) -> dict[str, Any]:
    """What was fixed at the opening and is said anew: the outer system's clock, the place, the topic."""
    data = entry.data
    if entry.verb == "outer_due":
        return {"outer_due": datetime.fromisoformat(data["outer_due"])}
    return {name: data[name] for name in ("place", "topic") if name in data} if entry.verb == "correct" else {}
