"""Whether a row is among those a form asks for: the tokens of ``engines.columns.where`` held against its values."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from xiangli.engines.filling.held import Row
from xiangli.engines.filling.village import Village

_FLAGS = {
    "dis": "p_dis",
    "leftchild": "p_left_child",
    "leftelder": "p_left_elder",
    "party": "p_party",
    "vet": "p_veteran",
    "allow": "p_allow",
}
_INSURED = {"med": "p_med_kind", "pen": "p_pen_kind"}
_DATED = {"born": "p_birth", "died": "p_death", "moved": "p_moved", "ends": "k_end"}
PAST = ("died", "moved")
"""Narrowings that ask for people who are no longer on the register."""
HOUSEHOLD = ("hk", "danger", "hazard")
"""Narrowings of the household, not of one of its people."""


def is_sealed(tokens: Sequence[str]) -> bool:
    """Whether finding the rows needs health data."""
    return any(t.split(":")[0] == "chronic" for t in tokens)


def persons(tokens: Sequence[str], village: Village, health: Callable[[Row], Sequence[str]]) -> list[Row]:
    """The people meant, in roster order. ``health``: a person's chronic diseases, () unless a purpose was stated."""
    past = any(t.split(":")[0] in PAST for t in tokens)
    return [p for p in (village.everyone if past else village.persons) if is_meant(p, tokens, village, health)]


def is_meant(person: Row, tokens: Sequence[str], village: Village, health: Callable[[Row], Sequence[str]]) -> bool:
    """Whether one person is meant by all tokens."""
    return all(_person(person, *_split(token), village, health) for token in tokens)


def households(tokens: Sequence[str], village: Village, health: Callable[[Row], Sequence[str]]) -> list[Row]:
    """The households meant; a token about people holds where one member on the register is meant by all such."""
    own = [t for t in tokens if t.split(":")[0] in HOUSEHOLD]
    others = [t for t in tokens if t not in own]
    return [
        h for h in village.households
        if all(_household(h, *_split(t)) for t in own)
        and (not others or any(is_meant(p, others, village, health) for p in village.members(h)))
    ]  # fmt: skip


def sites(tokens: Sequence[str], village: Village) -> list[Row]:
    """The sites and contracts meant."""
    return [
        s for s in village.sites if all(_site(s, *_split(t)) for t in tokens if t.split(":")[0] in ("site", "ends"))
    ]


def _split(token: str) -> tuple[str, list[str]]:
    kind, _, value = token.partition(":")
    return kind, value.split("|") if value else []


def _person(
    person: Row, kind: str, values: Sequence[str], village: Village, health: Callable[[Row], Sequence[str]]
) -> bool:
    v = person.values
    if kind == "age":
        years = village.age(person)
        return years is not None and any(_within(years, span) for span in values)
    if kind == "sex":
        return v.get("p_sex") in values
    if kind == "out":
        return bool(v.get("p_work_place"))
    if kind == "scope":
        return v.get("p_work_scope") in values
    if kind == "dislv":
        return v.get("p_dis_level") in values
    if kind == "rel":
        return v.get("p_relation") in values
    if kind in _FLAGS:
        return v.get(_FLAGS[kind]) is True
    if kind in _INSURED:
        held = v.get(_INSURED[kind])
        return held is not None and any(held == one or (one == "已参保" and held != "未参保") for one in values)
    if kind in _DATED:
        return any(_on(v.get(_DATED[kind]), span) for span in values)
    if kind == "chronic":
        had = health(person)
        return bool(had) and (not values or any(one in had for one in values))
    home = village.home(person)
    return home is not None and _household(home, kind, values)


def _household(household: Row, kind: str, values: Sequence[str]) -> bool:
    v = household.values
    if kind == "hk":
        return any(one in (v.get("h_kind") or ()) for one in values)
    if kind == "danger":
        return str(v.get("h_danger", "")).rstrip("级") in values
    if kind == "hazard":
        return bool(v.get("h_hazard"))
    return kind == "site"


def _site(site: Row, kind: str, values: Sequence[str]) -> bool:
    if kind == "site":
        return site.values.get("s_kind") in values
    return any(_on(site.values.get(_DATED[kind]), span) for span in values)


def _within(years: int, span: str) -> bool:
    low, _, high = span.partition("-")
    return int(low) <= years and (not high or years <= int(high))


def _on(day: Any, span: str) -> bool:
    first, _, last = span.partition("..")
    return isinstance(day, date) and date.fromisoformat(first) <= day <= date.fromisoformat(last)
