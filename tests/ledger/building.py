"""Entries with their leaves, as an act writes them, and a ledger grown over them."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from xiangli.ledger.acts.checkpoint import checkpoint_all
from xiangli.ledger.acts.sequence import sequence_all
from xiangli.ledger.keys import ours
from xiangli.ledger.models import Leaf
from xiangli.matters import content
from xiangli.matters.models import Entry
from xiangli.proof.canonical import leaf
from xiangli.proof.ids import uuid7

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def add_entries(n: int, *, county: str = "430181", matter: UUID | None = None, first_seq: int = 0) -> list[Entry]:
    """n entries of one matter and their waiting leaves."""
    matter = matter or uuid7()
    entries = []
    for seq in range(first_seq, first_seq + n):
        data: dict[str, Any] = {"title": f"第 {seq} 条", "photos": [], "urgent": False}
        entry = Entry(
            id=uuid7(),
            county=county,
            matter=matter,
            seq=seq,
            verb="open",
            at=AT + timedelta(seconds=seq),
            actor="desk@430181103",
            data=data,
            salt=seq.to_bytes(16),
        )
        entry.leaf = leaf(entry.salt, content(entry), ours())
        entries.append(entry)
    Entry.objects.bulk_create(entries)
    Leaf.objects.bulk_create([Leaf(entry=e.id, county=e.county, leaf=e.leaf, at=e.at) for e in entries])
    return entries


def grow(*sizes: int, county: str = "430181") -> list[Entry]:
    """A ledger that grew by these steps, a checkpoint after each."""
    entries, matter = [], uuid7()
    for size in sizes:
        entries += add_entries(size, county=county, matter=matter, first_seq=len(entries))
        sequence_all(at=AT)
        checkpoint_all(at=AT)
    return entries
