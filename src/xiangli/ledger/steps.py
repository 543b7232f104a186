"""Steps that other rooms keep as matters keep entries: what one says as a JSON value, its leaf, and the step as it lies.

Draws, publications, askings and records of registers have steps; each room names the columns that count.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import partial
from typing import Any, Protocol, TypeVar
from uuid import UUID

from xiangli.ledger.faults import StoredEntry, raw_bytes
from xiangli.ledger.keys import ours
from xiangli.proof.canonical import leaf


class Step(Protocol):
    """The columns every step has; ``salt`` is set before its leaf is made."""

    id: UUID
    county: str
    seq: int
    verb: str
    at: datetime
    salt: Any
    leaf: Any


S = TypeVar("S", bound=Step)


def told(step: Step, names: Iterable[str]) -> dict[str, Any]:
    """The named columns as a JSON value: ids as text, the moment in UTC with microseconds, a day as ISO."""
    return {name: _plain(getattr(step, name)) for name in names}


def sealed(step: S, content: Callable[[S], bytes]) -> S:
    """The step with its leaf, made of ``content`` under the installation's profile."""
    step.leaf = leaf(bytes(step.salt), content(step), ours())
    return step


def stored(steps: Iterable[S], *, of: str, content: Callable[[S], bytes]) -> Iterator[StoredEntry]:
    """The steps as they lie, for whoever checks the ledger; column ``of`` stands where an entry's matter does."""
    for step in steps:
        yield StoredEntry(
            id=step.id, county=step.county, matter=getattr(step, of), seq=step.seq, content=partial(content, step),
            salt=raw_bytes(step.salt), leaf=raw_bytes(step.leaf),
        )  # fmt: skip


def is_other(step: Any, *, verb: str, data: Mapping[str, Any]) -> bool:
    """Whether the step that a client's id has made was another one than what the id is sent with now."""
    return step.verb != verb or any(step.data.get(name) != said for name, said in data.items())


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
