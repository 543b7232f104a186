"""The data dictionary as rosters need it: each field's type and values, how values are written, what a title says."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

OTHERWISE = "values.yaml"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the dictionary. ``values`` are the closed list of an enum, () where it is open."""

    id: str
    zh: str
    type: str
    of: str
    values: tuple[str, ...]
    personal: bool
    sealed: bool
    reads: tuple[tuple[str, ...], ...]


@cache
def _raw() -> dict[str, Any]:
    text = files("xiangli.engines.columns").joinpath("fields.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # type: ignore[no-any-return]


@cache
def fields() -> dict[str, Field]:
    """Field id → field, in the dictionary's order."""
    return {
        id: Field(
            id, one["zh"], one["type"], one["of"], tuple(one.get("values", ())), bool(one.get("personal")),
            bool(one.get("sealed")), tuple(tuple(phrase.split()) for phrase in one.get("reads", ())),
        )
        for id, one in _raw()["fields"].items()
    }  # fmt: skip


@cache
def words() -> dict[str, tuple[str, ...]]:
    """Word of a heading → the kinds of word it may be."""
    found: dict[str, list[str]] = {}
    for kind, said in _raw()["words"].items():
        for word in said:
            found.setdefault(str(word), []).append(kind)
    return {word: tuple(kinds) for word, kinds in found.items()}


@cache
def narrowing() -> tuple[tuple[str, str], ...]:
    """(words, what they narrow a list to), longest words first."""
    pairs = [(str(word), token) for token, said in _raw()["where"].items() for word in said]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def otherwise() -> dict[str, dict[str, str]]:
    """Field → another way to write a value → the value."""
    text = files("xiangli.engines.roster").joinpath(OTHERWISE).read_text(encoding="utf-8")
    told = yaml.safe_load(text)
    return {
        field: {str(word): str(value) for value, said in values.items() for word in said}
        for field, values in told.items()
    }
