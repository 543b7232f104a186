"""Where in its village a text means: 张家屋场, 三组, 老供销社, by the names a village put on its own places."""

from __future__ import annotations

from dataclasses import dataclass

from xiangli.engines.address.writing import plain
from xiangli.places.held import everyday
from xiangli.places.kept import Kept
from xiangli.places.models import LocalName, Place
from xiangli.places.models.place import Kind, Level
from xiangli.places.spoken import NUMERALS, forms, numbered

SURE = 92  # percent, for the one place a name means in its village
_LONG = 3  # letters from which a name is looked for in a whole township
_READ = 600  # letters of the text that are read
_TOWNS = 512  # townships kept in memory, some hundred names each
_FINE = {Kind.BUILDING: 0, Kind.ESTATE: 1, Kind.HAMLET: 2, Kind.GROUP: 3, Kind.GRID: 4, Kind.DIVISION: 5}


@dataclass(frozen=True, slots=True)
class Spoken:
    """The place a text names below its village: `said` is the name as found, `percent` how sure, `others` what else."""

    code: str
    name: str
    said: str
    percent: int
    others: tuple[tuple[str, str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Named:
    form: str
    code: str
    digit: bool  # begins with a numeral, so that a numeral before it makes it another number
    alone: bool  # may be looked for without knowing the village


@dataclass(frozen=True, slots=True)
class _Town:
    heads: dict[str, tuple[_Named, ...]]
    places: dict[str, tuple[str, str, str]]  # code → name, kind, parent


def _load(town: str) -> _Town:
    rows = Place.objects.filter(county=town[:6], town=town, own=True, valid_to__isnull=True).exclude(
        level=Level.TOWNSHIP
    )
    places = {
        code: (name, kind, parent) for code, name, kind, parent in rows.values_list("code", "name", "kind", "parent")
    }
    heads: dict[str, dict[tuple[str, str], _Named]] = {}

    def keep(form: str, code: str, *, counted: bool) -> None:
        if everyday(form):
            return
        named = _Named(form, code, form[0] in NUMERALS, not counted and len(form) >= _LONG)
        heads.setdefault(form[:2], {})[form, code] = named

    for code, (name, kind, _) in places.items():
        for form in forms(name, kind):
            keep(form, code, counted=numbered(name, kind) is not None)
    called = LocalName.objects.filter(county=town[:6], town=town, until__isnull=True).values_list("place", "name")
    for code, name in called:
        if len(form := plain(name)) >= 2:
            keep(form, code, counted=False)
    missing = {code for code, _ in called} - places.keys()
    for row in Place.objects.filter(code__in=missing, valid_to__isnull=True) if missing else ():
        places[row.code] = (row.name, row.kind, row.parent)
    ordered = {head: tuple(sorted(told.values(), key=lambda n: -len(n.form))) for head, told in heads.items()}
    return _Town(ordered, places)


_town = Kept(_load, none=_Town({}, {}), most=_TOWNS)


def find(text: str, *, within: str) -> Spoken | None:
    """The place in a village (12 digits), or in a township (9), that a text names; None where it names none there.

    No statement while the township is in memory. Of several equal ones none has more than 50 percent.
    """
    if len(within) not in (9, 12):
        return None
    town = _town(within[:9])
    if not town.heads:
        return None
    found = _scan(plain(text[:_READ]), town, within)
    if not found:
        return None
    estates = {code for _, codes in found for code in codes}
    best, said = min(
        ((_likely(codes, estates, town), form) for form, codes in found), key=lambda one: _order(one[0], town)
    )
    beside = {code for _, codes in found for code in codes} - {best[0]}
    percent = SURE if len(best) == 1 else 100 // len(best)
    if len(best) == 1 and any(_rival(best[0], codes, town) for _, codes in found):
        percent = 50
    others = tuple((code, town.places[code][0], min(percent, 50)) for code in sorted(beside))[:5]
    return Spoken(best[0], town.places[best[0]][0], said, percent, others)


def _scan(text: str, town: _Town, within: str) -> list[tuple[str, tuple[str, ...]]]:
    """Names in order of the text with the codes each may mean; a longer name hides the shorter ones in it."""
    found: list[tuple[str, tuple[str, ...]]] = []
    at = 0
    while at < len(text) - 1:
        step = 1
        here = [
            one
            for one in town.heads.get(text[at : at + 2], ())
            if one.code.startswith(within)
            and one.code in town.places
            and (one.alone or len(within) == 12)
            and text.startswith(one.form, at)
            and not (one.digit and at and text[at - 1] in NUMERALS)
        ]
        if here:
            longest = len(here[0].form)
            found.append((here[0].form, tuple(sorted({one.code for one in here if len(one.form) == longest}))))
            step = longest
        at += step
    return found


def _likely(codes: tuple[str, ...], named: set[str], town: _Town) -> tuple[str, ...]:
    """Of buildings with one number, those whose estate the text names too."""
    inside = tuple(code for code in codes if town.places[code][2] in named)
    return inside or codes


def _order(codes: tuple[str, ...], town: _Town) -> tuple[int, int]:
    return (1 if len(codes) > 1 else 0, _FINE[Kind(town.places[codes[0]][1])])


def _rival(best: str, codes: tuple[str, ...], town: _Town) -> bool:
    """Whether the text also names another place of the same kind: then it is not clear which is meant."""
    return any(code != best and town.places[code][1] == town.places[best][1] for code in codes) and best not in codes
