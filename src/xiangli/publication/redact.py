"""Redaction by rules kept as data: what may tell who somebody is becomes ■■; afterwards people may only strike more."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from xiangli.law.language.strict import PolicyError, validated
from xiangli.law.sources import rows

HIDDEN, MARK = "■■", "■"
NAME = "rules.yaml"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Said(_Strict):
    """Words in both languages."""

    zh: str
    en: str


class _Rule(_Strict):
    id: str
    kind: Said
    why: Said
    by: str
    strikes: str
    hides: tuple[str, ...]
    keeps: tuple[str, ...] = ()


class _Rules(_Strict):
    words: dict[str, str]
    rules: tuple[_Rule, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """``by`` is the row of the sources it rests on; ``hides`` and ``keeps`` are its examples."""

    id: str
    kind: Said
    why: Said
    by: str
    pattern: re.Pattern[str]
    hides: tuple[str, ...]
    keeps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Struck:
    """Words that a rule struck. They stand in no table: whoever may see the matter reads them from it anew."""

    rule: Rule
    words: str


@dataclass(frozen=True, slots=True)
class Redacted:
    """The text as the rules leave it, and what they struck in the order of the rules."""

    text: str
    struck: tuple[Struck, ...]


def load_rules(text: str, name: str) -> tuple[Rule, ...]:
    """The rules. Raises PolicyError: a pattern that is none, a ground that no source carries, an id given twice."""
    found, lines = validated(_Rules, text, name)
    out: list[Rule] = []
    for number, one in enumerate(found.rules):
        line, strikes = lines[("rules", number)], one.strikes
        for word, stands_for in found.words.items():
            strikes = strikes.replace("{" + word + "}", stands_for)
        try:
            pattern = re.compile(strikes)
        except re.error as wrong:
            raise PolicyError(name, line, f"{one.id}: the pattern is none: {wrong}") from wrong
        if one.by not in rows():
            raise PolicyError(name, line, f"{one.id}: no source is called {one.by}")
        if any(one.id == rule.id for rule in out):
            raise PolicyError(name, line, f"{one.id}: given twice")
        out.append(Rule(one.id, one.kind, one.why, one.by, pattern, one.hides, one.keeps))
    return tuple(out)


@cache
def shipped() -> tuple[Rule, ...]:
    """The shipped rules."""
    return load_rules((files("xiangli.publication") / NAME).read_text(encoding="utf-8"), NAME)


def redact(text: str) -> Redacted:
    """Every rule in its order, each on what the one before left. Line ends become one character."""
    struck: list[Struck] = []
    text = plain(text)
    for rule in shipped():
        text = _strike(text, rule, struck)
    return Redacted(text, tuple(struck))


def _strike(text: str, rule: Rule, struck: list[Struck]) -> str:
    out, at = [], 0
    group = "hide" if "hide" in rule.pattern.groupindex else 0
    for match in rule.pattern.finditer(text):
        start, end = match.span(group)
        out += [text[at:start], HIDDEN]
        struck.append(Struck(rule, text[start:end]))
        at = end
    return "".join([*out, text[at:]])


def plain(text: str) -> str:
    """With one kind of line end, as a form gives it back with another."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def only_strikes(given: str, ruled: str) -> bool:
    """Whether ``given`` is ``ruled`` with stretches of it struck, each marked ■: nothing added, moved or left out unmarked."""
    pieces = re.split(f"{MARK}+", given)
    if len(pieces) == 1:
        return given == ruled
    first, *middle, last = pieces
    if not ruled.startswith(first) or not ruled.endswith(last):
        return False
    at, end = len(first), len(ruled) - len(last)
    for piece in middle:
        found = ruled.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return at <= end
