"""What a check of the ledger can find wrong."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from xiangli.proof.canonical import NotCanonical


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry as it lies in its table. `content` gives its canonical bytes and may raise: then it is damaged.

    `id` is text only when the stored id is no UUID any more.
    """

    id: UUID | str
    county: str
    matter: UUID | str
    seq: int | str
    content: Callable[[], bytes]
    salt: bytes
    leaf: bytes


@dataclass(frozen=True, slots=True)
class Batch:
    """Some entries in the order of their ids, twice: as columns, to be checked at a stroke, and one by one, to say which.

    `ids` are text as the database writes a UUID; `salted` is each entry's salt and canonical content, or None when the
    rows are not plainly what an act writes. `last` is the greatest id, None when everything to the end is in it.
    """

    ids: Sequence[str]
    counties: Sequence[str]
    leaves: Sequence[bytes]
    salted: Sequence[bytes] | None
    last: str | None
    entries: Callable[[], Iterable[StoredEntry]]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong, in plain Chinese, with as much of its place as is known."""

    message: str
    county: str = ""
    entry: UUID | str | None = None
    matter: UUID | str | None = None
    seq: int | str | None = None
    idx: int | None = None
    size: int | None = None

    def __str__(self) -> str:
        place = {
            "entry": self.entry,
            "matter": self.matter,
            "seq": self.seq,
            "county": self.county or None,
            "index": self.idx,
            "checkpoint": self.size,
        }
        return self.message + "".join(f" {name}={value}" for name, value in place.items() if value is not None)


@dataclass(slots=True)
class Counts:
    """What a check has gone through."""

    entries: int = 0
    sequenced: int = 0
    waiting: int = 0
    counties: int = 0
    checkpoints: int = 0


Unreadable = (NotCanonical, ValueError, TypeError, AttributeError, KeyError, OverflowError, RecursionError)
"""What reading a damaged entry's content may raise."""


def raw_bytes(value: object) -> bytes:
    """The bytes of a column; something that cannot be them when the column was overwritten with anything else."""
    if isinstance(value, bytes | memoryview):
        return bytes(value)
    return str(value).encode(errors="replace")
