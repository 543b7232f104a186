"""The fold: a matter's row is what its entries add up to under its own edition, nothing more."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from xiangli.law.language import Procedure, Standing, advance, begin
from xiangli.matters.form import EntryLike

COLUMNS = (
    "county", "place", "number", "procedure", "edition", "topic", "item", "step", "owner", "due_at", "outer_due",
    "late", "opened_at", "ended_at", "reports", "seq",
)  # fmt: skip
"""The columns of a row that the entries decide. The title is the report's own and may be taken away with it."""


@dataclass(frozen=True, slots=True)
class Folded:
    """Standing of the walk and what the opening entry fixed for good."""

    standing: Standing
    fixed: dict[str, Any]

    def row(self) -> dict[str, Any]:
        """The columns named in COLUMNS."""
        s = self.standing
        return {
            **self.fixed, "item": s.item, "step": s.step, "owner": s.owner, "due_at": s.due_at, "late": s.late,
            "ended_at": s.ended_at, "reports": s.reports, "seq": s.seq,
        }  # fmt: skip


def opened(entry: EntryLike, p: Procedure) -> Folded:
    """What the first entry alone says."""
    data = entry.data
    outer = data.get("outer_due")
    fixed = {
        "county": entry.county, "place": data["place"], "number": data["number"], "procedure": data["procedure"],
        "edition": data["edition"], "topic": data["topic"], "opened_at": entry.at,
        "outer_due": datetime.fromisoformat(outer) if outer else None,
    }  # fmt: skip
    return Folded(begin(p, data=data, at=entry.at), fixed)


def levels(place: str) -> dict[str, str]:
    """The level columns of a place beside ``county``: city and township, the latter empty above the township."""
    return {"city": place[:4], "town": place[:9] if len(place) >= 9 else ""}


def fold(entries: Iterable[EntryLike], p: Procedure) -> Folded:
    """All entries in their turn. Raises NotAllowed where an entry could not lawfully follow the one before."""
    rest = iter(entries)
    now = opened(next(rest), p)
    for entry in rest:
        now = Folded(advance(p, now.standing, verb=entry.verb, data=entry.data, at=entry.at), now.fixed)
    return now
