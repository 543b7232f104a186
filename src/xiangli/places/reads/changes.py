"""Who changed what of a village's places, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from xiangli.places.models import Change

_MOST = 20


@dataclass(frozen=True, slots=True)
class Done:
    """One change: when, by whom, the verb (add, call, uncall, rename, merge, split, move, end), and what of it."""

    at: datetime
    by: str
    verb: str
    what: str


def changes(*, village: str) -> list[Done]:
    """The newest twenty about the village itself or a place below it. One statement."""
    here = Q(place=village) | Q(place__gte=village + "a", place__lt=village + "~")
    rows = Change.objects.filter(here, county=village[:6]).order_by("-at", "-id")[:_MOST]
    return [Done(row.at, row.by, row.verb, _what(row)) for row in rows]


def _what(row: Change) -> str:
    data = row.data
    if row.verb in ("add", "call", "uncall"):
        return str(data["name"])
    after = (
        "、".join(name for _, name in data.get("new", ())) or "、".join(data.get("names", ())) or data.get("into", "")
    )
    return "、".join(data.get("old", ())) + (f" → {after}" if after else "")
