"""Who does which kind of work, and what recurs. Filled while the program starts; each room names its own.

    register("notices.send", send)                                   # send(*, payload: dict, at: datetime)
    recurring("ledger.sequence", 1, sequence_all, wanted=waiting)    # sequence_all(*, at: datetime)

Handlers are idempotent: a job is done at least once, and a recurring duty may overlap itself after a crash.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


class JobHandler(Protocol):
    """Does one job. Whatever it raises is kept as the job's error and the job is tried again later."""

    def __call__(self, *, payload: dict[str, Any], at: datetime) -> object: ...


class Duty(Protocol):
    """Does one round of something recurring."""

    def __call__(self, *, at: datetime) -> object: ...


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of job is done. `atomic`: handler and completion stand or fall in one transaction."""

    handler: JobHandler
    atomic: bool


@dataclass(frozen=True, slots=True)
class Round:
    """A recurring duty: its period in seconds, its handler, and a cheap question whether a round is wanted at all."""

    every_seconds: float
    handler: Duty
    wanted: Callable[[], bool] | None


class AlreadyRegistered(ValueError):
    """Two different handlers for one name: one of them would silently never run."""


_kinds: dict[str, Kind] = {}
_rounds: dict[str, Round] = {}


def register(kind: str, handler: JobHandler, *, atomic: bool = True) -> None:
    """Have `handler(payload=…, at=…)` do the jobs of this kind.

    With `atomic` (the usual case) the handler's writes and the job's completion commit together, so a kill leaves
    neither. Say `atomic=False` for a handler that talks to the outside or runs long: on SQLite its transaction
    would keep every other writer waiting. Raises AlreadyRegistered.
    """
    if _kinds.get(kind, Kind(handler, atomic)) != Kind(handler, atomic):
        raise AlreadyRegistered(f"job kind {kind} has a handler already")
    _kinds[kind] = Kind(handler, atomic)


def recurring(name: str, every_seconds: float, handler: Duty, *, wanted: Callable[[], bool] | None = None) -> None:
    """Have `handler(at=…)` run every so many seconds, in one worker at a time.

    `wanted` (a cheap read) spares the writes of an idle round: while it says no, nothing is run and nothing written.
    Raises AlreadyRegistered.
    """
    mine = Round(every_seconds, handler, wanted)
    if _rounds.get(name, mine) != mine:
        raise AlreadyRegistered(f"recurring duty {name} has a handler already")
    _rounds[name] = mine


def kinds() -> Mapping[str, Kind]:
    """All registered kinds of job by name."""
    return _kinds


def rounds() -> Mapping[str, Round]:
    """All recurring duties by name."""
    return _rounds
