"""Which places bear a name, bore it once, or are called so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from xiangli.places.models import FormerName, LocalName, Place

_MOST = 100


@dataclass(frozen=True, slots=True)
class Bearer:
    """A place and by which of its names it was found: own, former, said. ``until``: the last day it stood."""

    code: str
    by: str
    until: date | None


def lookup(*, name: str) -> list[Bearer]:
    """At most a hundred places, those of today first. Four statements; whole names only, so that an index can serve."""
    own = list(Place.objects.filter(name=name).values_list("code", "valid_to")[:_MOST])
    former = set(FormerName.objects.filter(name=name).values_list("code", flat=True)[:_MOST])
    said = set(LocalName.objects.filter(name=name, until__isnull=True).values_list("place", flat=True)[:_MOST])
    ended = dict(Place.objects.filter(code__in=former | said).values_list("code", "valid_to"))
    seen = {code for code, _ in own}
    found = [Bearer(code, "own", until) for code, until in own]
    found += [Bearer(code, "former", ended.get(code)) for code in former - seen]
    found += [Bearer(code, "said", ended.get(code)) for code in said - former - seen]
    return sorted(found, key=lambda one: (one.until is not None, one.code))[:_MOST]
