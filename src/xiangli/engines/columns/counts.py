"""A counted cell: which sum, and of whom. Its words come from the head above it and the words before its row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from xiangli.engines.columns.dictionary import Dictionary
from xiangli.engines.columns.label import clean
from xiangli.engines.columns.where import narrowing

SITE_UNITS = re.compile(r"^[处口座间家份宗栋眼]$")


@dataclass(frozen=True, slots=True)
class Counted:
    """A sum (count_persons, count_households, count_sites, sum_land, sum_area, sum_cap, sum_rent) and what narrows it."""

    field: str
    where: tuple[str, ...]


def counted(parts: Sequence[str], known: Dictionary, *, as_of: date, base: Sequence[str] = ()) -> Counted | None:
    """What a cell with these words counts; None when a word is left that says something not held.

    ``parts`` from the widest to the narrowest; ``base`` narrows the whole sheet, unless a part speaks of the same kind.
    """
    tokens: list[str] = []
    measure = ""
    site_word = any(t.startswith("site:") for t in base)
    for part in parts:
        told = clean(part, known)
        words = told.dashed if not told.hint or _is_unit(told.hint) else told.dashed + told.hint
        found = narrowing(words, known, as_of=as_of)
        tokens.extend(t for t in found.tokens if t not in tokens)
        site_word = site_word or any(t.startswith("site:") for t in tokens)
        rest = found.rest
        if sum_of := _sum(rest, known, site_word):
            measure, rest = sum_of, ""
        else:
            measure = _measure(told.text, rest, told.hint, known, site_word) or measure
        if _left_over(rest, known):
            return None
    if not measure:
        measure = "count_sites" if site_word else "count_persons"
    if measure == "count_persons" and site_word and "hazard" not in tokens:
        tokens = [t for t in tokens if not t.startswith("site:")]
    return Counted(measure, _merged(base, tokens))


def _is_unit(hint: str) -> bool:
    return bool(re.fullmatch(r"[户人名个亩元岁处口座间家份宗栋%]|万元|平方米|m\^?3|m³|立方米|方|㎡", hint))


def _sum(rest: str, known: Dictionary, site_word: bool) -> str:
    for name in ("sum_land", "sum_area", "sum_cap", "sum_rent"):
        if rest in known.measures[name] and (site_word or name == "sum_land"):
            return name
    return ""


def _measure(label: str, rest: str, hint: str, known: Dictionary, site_word: bool) -> str:
    if hint == "户" or rest in known.measures["count_households"] or re.search(r"户数|户$|户总数|家庭数", label):
        return "count_households"
    if hint in ("人", "名", "人次") or re.search(r"人数|人口|人$|人员|成员|党员数", label):
        return "count_persons"
    if site_word and (SITE_UNITS.match(hint or "-") or rest in known.measures["count_sites"]):
        return "count_sites"
    return ""


def _left_over(rest: str, known: Dictionary) -> bool:
    for word in known.counting:
        rest = rest.replace(word, "")
    return bool(re.search(r"[\u4e00-\u9fffA-Za-z]", rest))


def _merged(base: Sequence[str], tokens: Sequence[str]) -> tuple[str, ...]:
    kinds = {t.split(":")[0] for t in tokens}
    return tuple(t for t in base if t.split(":")[0] not in kinds) + tuple(tokens)
