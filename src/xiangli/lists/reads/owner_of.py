"""Who may own a topic at a place, by the duty list.

Places are official codes: 2 digits a province, 4 a city, 6 a county, 9 a township, 12 a village, and below that the
village's code with a letter and number. Of a topic's items those count whose level is the place's own or above it; the
office is the line at the place's code cut to that level. A village's matters are answered for by its township: villages
hold only autonomy items, and nobody above may lay a duty on them (村民委员会组织法 43).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from xiangli.lists.edition import GENERAL, Item, Kind, Level, duties

DIGITS = {Level.PROVINCE: 2, Level.CITY: 4, Level.COUNTY: 6, Level.TOWNSHIP: 9}
_NEAREST_FIRST = (Level.TOWNSHIP, Level.COUNTY, Level.CITY, Level.PROVINCE)


@dataclass(frozen=True, slots=True)
class Owner:
    """One lawful owner: `office` is `line@place`, `item` its number in the list, `basis` an article or a norm."""

    line: str
    office: str
    item: str
    basis: str
    level: str
    assist: tuple[str, ...]


def level_of(place_code: str) -> Level:
    """The level a place code speaks of; below the village counts as village. ValueError for anything else."""
    code = place_code[:12]
    size = len(code)
    if not (code.isascii() and code.isdigit() and size in (2, 4, 6, 9, 12)):
        raise ValueError(f"not a place code: {place_code!r}")
    return (Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE)[(2, 4, 6, 9, 12).index(size)]


@lru_cache(maxsize=8192)
def offices_at(place_code: str) -> str:
    """The place whose offices deal with what happens there: itself, of a village and below its township (no office sits
    lower), so that what is asked for one village is known for its neighbours. ValueError for no place code."""
    level_of(place_code)
    return place_code[: DIGITS[Level.TOWNSHIP]]


@cache
def _by_topic() -> dict[str, dict[Level, tuple[Item, ...]]]:
    found: dict[str, dict[Level, list[Item]]] = {}
    for item in duties().items:
        if item.kind is not Kind.AUTONOMY:
            found.setdefault(item.topic, {}).setdefault(item.level, []).append(item)
    return {topic: {level: tuple(items) for level, items in levels.items()} for topic, levels in found.items()}


def _owner(item: Item, place_code: str) -> Owner:
    office = f"{item.line}@{place_code[: DIGITS[item.level]]}"
    return Owner(item.line, office, item.number, str(item.basis), item.level.value, item.assist)


def _levels(place_code: str) -> Sequence[Level]:
    level = level_of(place_code)
    return _NEAREST_FIRST if level is Level.VILLAGE else _NEAREST_FIRST[_NEAREST_FIRST.index(level) :]


@lru_cache(maxsize=65536)
def lawful(topic: str, place_code: str) -> tuple[Owner, ...]:
    """Every office that may own the topic there, each line once at its nearest level, the one that answers first in front.

    A township that only shares a duty by territory stands behind the lines whose own duty it is. Where nearer levels
    have an owner the province does not appear. Unknown topic → empty.
    """
    items = _by_topic().get(topic, {})
    own: dict[str, Owner] = {}
    share: dict[str, Owner] = {}
    for level in _levels(place_code):
        if level is Level.PROVINCE and own:
            break
        for item in items.get(level, ()):
            if item.line not in own and item.line not in share:
                (own if item.kind is Kind.OWN else share)[item.line] = _owner(item, place_code)
    return (*own.values(), *share.values())


def owner_of(topic: str, place_code: str) -> Owner | None:
    """The office that answers for the topic at the place when nothing speaks for another; None for an unknown topic."""
    owners = lawful(topic, place_code)
    return owners[0] if owners else None


@lru_cache(maxsize=65536)
def general(line: str, place_code: str) -> Owner | None:
    """The line's general item at the place: what it may own without a topic. None where the line has no office there."""
    return next((owner for owner in lawful(GENERAL, place_code) if owner.line == line), None)
