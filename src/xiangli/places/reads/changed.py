"""The villages and townships that counties added or ended themselves, after the shipped edition; kept in memory."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from xiangli.places.kept import Kept
from xiangli.places.models import Place, Succession
from xiangli.places.models.place import Level


class Changed(NamedTuple):
    """A division a county changed: `ended` is its last day (None: it stands), `successors` the codes that followed."""

    name: str
    ended: date | None
    successors: tuple[str, ...]


def _load(_: None) -> dict[str, Changed]:
    rows = list(Place.objects.filter(own=True).exclude(level=Level.BELOW).values_list("code", "name", "valid_to"))
    after: dict[str, list[str]] = {}
    if rows:
        for old, new in Succession.objects.filter(old__in=[code for code, _, _ in rows]).values_list("old", "new"):
            after.setdefault(old, []).append(new)
    return {code: Changed(name, ended, tuple(sorted(after.get(code, ())))) for code, name, ended in rows}


changed_divisions: Kept[None, dict[str, Changed]] = Kept(_load, none={}, most=1)


def changed(code: str) -> Changed | None:
    """What a county changed of a division, or None where it stands as shipped."""
    return changed_divisions(None).get(code)


def held_now(code: str) -> str:
    """The division that holds a shipped one's ground now: itself, what followed it, or the township where it was split."""
    for _ in range(12):  # a longer chain would be a ring
        ours = changed(code)
        if ours is None or ours.ended is None:
            return code
        code = ours.successors[0] if len(ours.successors) == 1 else code[:9]
    return code
