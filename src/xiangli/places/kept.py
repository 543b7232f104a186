"""What a process keeps in memory of the places that counties added or changed themselves.

Reports are placed by it, so it must cost nothing. Every change of places leaves a row, rows never go, so their number
tells whether what is kept is old; it is asked for every few seconds. A process that made the change sees it at once.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from time import monotonic
from typing import Any, Generic, TypeVar

from xiangli.places.models import Change

STALE = 10.0  # seconds for which another process may still read by the names of before
K = TypeVar("K")
V = TypeVar("V")


class _Version:
    """How many changes the kept things know of, and when that was asked; (0, now) says that there are none."""

    def __init__(self) -> None:
        self.changes, self.asked = 0, float("-inf")


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
        if not _version.changes:
            return self._none
        if key not in self._held:
            self._held[key] = self._load(key)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return self._held[key]

    def clear(self) -> None:
        """Throws all values away."""
        self._held.clear()


def _look() -> None:
    changes = Change.objects.count()
    if changes != _version.changes:
        for kept in _all:
            kept.clear()
    _version.changes, _version.asked = changes, monotonic()


def forget() -> None:
    """What is kept is old: the next question asks anew."""
    for kept in _all:
        kept.clear()
    _version.changes, _version.asked = 0, float("-inf")


def suppose_empty() -> None:
    """Begin as in a house where no county has changed a place: nothing is asked for STALE seconds."""
    forget()
    _version.asked = monotonic()
