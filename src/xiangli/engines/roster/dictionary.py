"""The data dictionary as rosters need it: its fields, its words turned round, what a title narrows, how values are written."""

from functools import cache
from importlib.resources import files

import yaml

from xiangli.engines.columns.dictionary import Field, dictionary

__all__ = ["Field", "fields", "narrowing", "otherwise", "words"]
OTHERWISE = "values.yaml"


@cache
def fields() -> dict[str, Field]:
    """Field id → field, in the dictionary's order."""
    return dict(dictionary().fields)


@cache
def words() -> dict[str, tuple[str, ...]]:
    """Word of a heading → the kinds of word it may be."""
    found: dict[str, list[str]] = {}
    for kind, said in dictionary().words.items():
        for word in said:
            found.setdefault(word, []).append(kind)
    return {word: tuple(kinds) for word, kinds in found.items()}


def narrowing() -> tuple[tuple[str, str], ...]:
    """(words, what they narrow a list to), longest words first."""
    return dictionary().narrowings


@cache
def otherwise() -> dict[str, dict[str, str]]:
    """Field → another way to write a value → the value."""
    text = files("xiangli.engines.roster").joinpath(OTHERWISE).read_text(encoding="utf-8")
    told = yaml.safe_load(text)
    return {
        field: {str(word): str(value) for value, said in values.items() for word in said}
        for field, values in told.items()
    }
