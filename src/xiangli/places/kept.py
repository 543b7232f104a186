"""What a process keeps in memory of the places that counties added or changed themselves.

Reports are placed by it, so it must cost nothing. Every change of places leaves a row, rows never go, so their number
and the newest moment among them tell whether what is kept is old; they are asked for every few seconds. A process that
made the change sees it at once.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from time import monotonic
from typing import Any, Generic, TypeVar

from django.db.models import Count, Max

from xiangli.places.models import Change

STALE = 10.0  # seconds for which another process may still read by the names of before
K = TypeVar("K")
V = TypeVar("V")


class _Version:
    """Which changes the kept things know of (how many, the newest), and when that was asked."""

    def __init__(self) -> None:
        self.changes: tuple[int, datetime | None] = NO_CHANGES
        self.asked = float("-inf")


NO_CHANGES: tuple[int, datetime | None] = (0, None)
_version = _Version()
_all: list[Kept[Any, Any]] = []


class Kept(Generic[K, V]):
    """Values by key, loaded when first asked for, at most `most` of them, all thrown away when a place changed."""

    def __init__(self, load: Callable[[K], V], *, none: V, most: int) -> None:
        """`none` is the answer for any key while no county changed anything: no statement is asked for it."""
        self._load, self._none, self._most = load, none, most
        self._held: OrderedDict[K, V] = OrderedDict()
        _all.append(self)

    def __call__(self, key: K) -> V:
        """The value, fresh to STALE seconds."""
        if monotonic() - _version.asked > STALE:
            _look()
        if _version.changes == NO_CHANGES:
            return self._none
        held = self._held  # another thread may throw it away meanwhile; ours is still good for this answer
        try:
            return held[key]
        except KeyError:
            value = held[key] = self._load(key)
        while len(held) > self._most:
            held.popitem(last=False)
        return value

    def clear(self) -> None:
        """Throws all values away."""
        self._held = OrderedDict()


def _look() -> None:
    told = Change.objects.aggregate(n=Count("id"), newest=Max("at"))
    changes = (told["n"], told["newest"])
    if changes != _version.changes:
        for kept in _all:
            kept.clear()
    _version.changes, _version.asked = changes, monotonic()


def forget() -> None:
    """What is kept is old: the next question asks anew."""
    for kept in _all:
        kept.clear()
    _version.changes, _version.asked = NO_CHANGES, float("-inf")


def suppose_empty() -> None:
    """Begin as in a house where no county has changed a place: nothing is asked for STALE seconds."""
    forget()
    _version.asked = monotonic()
