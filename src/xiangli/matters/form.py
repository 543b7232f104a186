"""The canonical content of an entry: what its leaf is made of, and what a receipt shows."""

from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import UUID

from xiangli.proof.canonical import canonical


class EntryLike(Protocol):
    """The columns of an entry that count; salt and leaf are beside them, not among them."""

    id: UUID
    county: str
    matter: UUID
    seq: int
    verb: str
    at: datetime
    actor: str
    data: dict[str, Any]


def fields(entry: EntryLike) -> dict[str, Any]:
    """The entry as a JSON value; the moment in UTC with microseconds."""
    return {
        "id": str(entry.id),
        "county": entry.county,
        "matter": str(entry.matter),
        "seq": entry.seq,
        "verb": entry.verb,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor,
        "data": entry.data,
    }


def content(entry: EntryLike) -> bytes:
    """The bytes whose salted hash is the entry's leaf."""
    return canonical(fields(entry))
