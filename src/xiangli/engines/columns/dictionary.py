"""The data dictionary: fields, the kinds of words forms say them by, and the phrases that mean a field.

``fields.yaml`` beside this file is the only place where a form's words stand. A phrase is a sequence of kinds of words;
words of kind ``fill`` may stand before, between and after without changing what is meant.
"""

import functools
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any

import yaml

COUNTING = ("count_persons", "count_households", "count_sites", "plain")


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that may be held. ``of``: person, household, site, group, village or any (counted)."""

    id: str
    zh: str
    en: str
    type: str
    of: str
    meaning: str = ""
    personal: bool = False
    sealed: bool = False
    values: tuple[str, ...] = ()
    reads: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """A field and one phrase that means it, ready to be matched against a whole label."""

    field: str
    classes: tuple[str, ...]
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Dictionary:
    """Everything ``fields.yaml`` says."""

    fields: Mapping[str, Field]
    words: Mapping[str, tuple[str, ...]]
    where: Mapping[str, tuple[str, ...]]
    measures: Mapping[str, tuple[str, ...]]
    titles: tuple[str, ...]
    phrases: tuple[Phrase, ...] = ()
    narrowings: tuple[tuple[str, str], ...] = ()
    """(word, what it narrows to), longest words first."""
    counting: tuple[str, ...] = ()
    """Words that a counted cell may bear without saying anything more, longest first."""

    def without(self, masked: Collection[str]) -> "Dictionary":
        """The same dictionary with these words forgotten, for measuring how it reads what it has never seen."""
        out = set(masked)
        kept = {kind: tuple(w for w in words if w not in out) for kind, words in self.words.items()}
        where = {token: tuple(w for w in words if w not in out) for token, words in self.where.items()}
        return _ready(replace(self, words=kept, where=where))


@functools.cache
def dictionary() -> Dictionary:
    """The dictionary as shipped."""
    return parse((files(__package__) / "fields.yaml").read_text(encoding="utf-8"))


def parse(text: str) -> Dictionary:
    """A dictionary from YAML. Raises ValueError when a phrase names a kind of word that is not there."""
    raw: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    fields = {
        name: Field(
            id=name, zh=one["zh"], en=one["en"], type=one["type"], of=one["of"], meaning=one.get("meaning", ""),
            personal=one.get("personal", False), sealed=one.get("sealed", False),
            values=tuple(map(str, one.get("values", ()))), reads=tuple(tuple(p.split()) for p in one.get("reads", ())),
        )
        for name, one in raw["fields"].items()
    }  # fmt: skip
    words = {kind: tuple(map(_flat, found)) for kind, found in raw["words"].items()}
    where = {token: tuple(map(_flat, found)) for token, found in raw["where"].items()}
    measures = {name: tuple(map(_flat, found)) for name, found in raw["measures"].items()}
    titles = sorted(map(_flat, raw["titles"]), key=len, reverse=True)
    return _ready(Dictionary(fields, words, where, measures, tuple(titles)))


def _ready(made: Dictionary) -> Dictionary:
    """With what follows from its words, worked out once."""
    any_of = {
        kind: "(?:" + "|".join(map(re.escape, sorted(found, key=len, reverse=True))) + ")"
        for kind, found in made.words.items()
        if found
    }
    between = f"{any_of['fill']}*?"
    phrases = []
    for one in made.fields.values():
        for classes in one.reads:
            if missing := [c for c in classes if c not in made.words]:
                raise ValueError(f"{one.id}: no such kind of word: {', '.join(missing)}")
            if all(c in any_of for c in classes):
                whole = between + between.join(f"({any_of[c]})" for c in classes) + between
                phrases.append(Phrase(one.id, classes, re.compile(whole)))
    pairs = sorted(((w, token) for token, said in made.where.items() for w in said), key=lambda pair: -len(pair[0]))
    bare = {w for name in COUNTING for w in made.measures.get(name, ())}
    counting = tuple(sorted(bare, key=len, reverse=True))
    return replace(made, phrases=tuple(phrases), narrowings=tuple(pairs), counting=counting)


def _flat(word: object) -> str:
    return str(word).strip()
