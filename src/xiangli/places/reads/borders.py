"""What became of codes: the codes of today for one that ended, and all earlier ones whose ground a place holds now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from xiangli.places.models import FormerName, Place, Succession
from xiangli.places.rows import ZONE_GROUND

_FAR = 12  # successions followed in a row; a longer chain would be a ring


@dataclass(frozen=True, slots=True)
class Life:
    """One code through time: its names, when it stood, what it followed and what followed it (code, name, from when)."""

    code: str
    name: str
    kind: str
    parent: str
    second_parent: str
    since: date | None
    until: date | None
    former_names: tuple[tuple[str, date | None], ...]
    before: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]
    today: tuple[str, ...]


def today(codes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each code those that hold its ground now: itself while it stands, several where it was split, () for none.

    A code that never was stands for itself. Two statements for each step of the longest chain.
    """
    wanted = set(codes)
    after: dict[str, set[str]] = {}
    ended: set[str] = set()
    look = set(wanted)
    for _ in range(_FAR):
        if not look:
            break
        steps = _steps(look, ended)
        after.update(steps)
        look = {new for told in steps.values() for new in told} - after.keys()
    return {code: tuple(sorted(_ends(code, after, ended, frozenset()))) for code in wanted}


def _steps(codes: set[str], ended: set[str]) -> dict[str, set[str]]:
    """The direct successors of each code that ended; those that stand have none."""
    out: dict[str, set[str]] = {code: set() for code in codes}
    over = Place.objects.filter(code__in=codes, valid_to__isnull=False).values_list("code", "successor")
    for code, successor in over:
        ended.add(code)
        if successor and successor != code:
            out[code].add(successor)
    for old, new in Succession.objects.filter(old__in=codes).values_list("old", "new"):
        if old in ended:
            out[old].add(new)
    return out


def _ends(code: str, after: dict[str, set[str]], ended: set[str], seen: frozenset[str]) -> set[str]:
    if code not in ended or code in seen:
        return set() if code in seen else {code}
    return {end for new in after.get(code, ()) for end in _ends(new, after, ended, seen | {code})}


def earlier(codes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each code all the ended ones whose ground, or part of it, it holds today. Two statements a step back."""
    wanted = set(codes)
    before: dict[str, set[str]] = {}
    look = set(wanted)
    for _ in range(_FAR):
        if not look:
            break
        found: dict[str, set[str]] = {code: set() for code in look}
        pairs = list(Place.objects.filter(successor__in=look).values_list("code", "successor"))
        pairs += Succession.objects.filter(new__in=look).values_list("old", "new")
        for old, new in pairs:
            if old != new:
                found[new].add(old)
        before.update(found)
        look = {old for told in found.values() for old in told} - before.keys()
    return {code: tuple(sorted(_all_before(code, before, set()))) for code in wanted}


def _all_before(code: str, before: dict[str, set[str]], seen: set[str]) -> set[str]:
    for old in before.get(code, set()) - seen:
        seen.add(old)
        _all_before(old, before, seen)
    return seen - {code}


def counties_before(county: str) -> set[str]:
    """A county's code with those of the counties it followed: what was written under them lies in its ground now."""
    return {county, *earlier([county])[county]}


def standing_on(day: date) -> Q:
    """The condition on Place for those that stood on a day, as far as the editions and the changes here tell."""
    return (Q(valid_from__isnull=True) | Q(valid_from__lte=day)) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))


def life(code: str) -> Life | None:
    """All that is known of one code; None where it never was. Some eight statements."""
    row = Place.objects.filter(code=code).first()
    if row is None:
        return None
    after = [row.successor] if row.successor else []
    after += Succession.objects.filter(county=code[:6], old=code).values_list("new", flat=True)
    before = list(Place.objects.filter(successor=code).exclude(code=code).values_list("code", flat=True))
    before += Succession.objects.filter(new=code).values_list("old", flat=True)
    called = dict(Place.objects.filter(code__in={*after, *before}).values_list("code", "name"))
    former = FormerName.objects.filter(code=code).order_by("until", "name").values_list("name", "until")
    return Life(
        code=row.code, name=row.name, kind=row.kind, parent=row.parent, second_parent=row.second_parent or ZONE_GROUND.get(code[:6], ""),
        since=row.valid_from, until=row.valid_to, former_names=tuple(former),
        before=tuple((old, called.get(old, old)) for old in sorted(set(before))),
        after=tuple((new, called.get(new, new)) for new in sorted(set(after))),
        today=today([code])[code],
    )  # fmt: skip
