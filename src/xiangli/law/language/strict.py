"""YAML read strictly: every scalar is text, no duplicate keys, no anchors, aliases or tags; each value knows its line."""

from collections.abc import Mapping
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

DEEPEST = 12
"""Levels of nesting; no policy needs more, and a hostile file must not exhaust the stack."""
LARGEST = 200_000
"""Characters of one file."""


class PolicyError(ValueError):
    """A policy file that may not be used: ``name`` the file, ``line`` counted from 1, ``message`` in plain words."""

    def __init__(self, name: str, line: int, message: str) -> None:
        super().__init__(f"{name}:{line}: {message}")
        self.name, self.line, self.message = name, line, message


Path = tuple[str | int, ...]
Known = TypeVar("Known")
Shape = TypeVar("Shape", bound=BaseModel)


def read(text: str, name: str) -> tuple[Any, dict[Path, int]]:
    """The document as text, lists and mappings, and the line of every value by its path. Raises PolicyError."""
    if len(text) > LARGEST:
        raise PolicyError(name, 1, f"the file is longer than {LARGEST} characters")
    try:
        _plain(text, name)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as wrong:
        mark = getattr(wrong, "problem_mark", None)
        what = getattr(wrong, "problem", None) or getattr(wrong, "reason", None) or "not YAML"
        raise PolicyError(name, mark.line + 1 if mark else 1, f"cannot be read: {what}") from None
    if node is None:
        raise PolicyError(name, 1, "the file is empty")
    if not isinstance(node, yaml.MappingNode):
        raise PolicyError(name, node.start_mark.line + 1, "a policy file is a mapping of words to values")
    lines: dict[Path, int] = {}
    return _value(node, (), lines, name), lines


def validated(shape: type[Shape], text: str, name: str, **how: Any) -> tuple[Shape, dict[Path, int]]:
    """The document as a ``shape`` (``how`` goes to pydantic), and its lines. Raises PolicyError at the first fault's line."""
    raw, lines = read(text, name)
    try:
        return shape.model_validate(raw, **how), lines
    except ValidationError as wrong:
        first = wrong.errors()[0]
        where = tuple(first["loc"])
        raise PolicyError(name, nearest(lines, where), f"{'.'.join(map(str, where))}: {first['msg']}") from None


def nearest(spots: Mapping[Path, Known], where: Path) -> Known:
    """What is known of a path, or of the nearest one above it; of the whole document something always is."""
    while where and where not in spots:
        where = where[:-1]
    return spots[where]


def _plain(text: str, name: str) -> None:
    """Refuse what composing would resolve or hide: anchors, aliases, tags, depth. Checked on the stream, before."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if getattr(event, "anchor", None):
            raise PolicyError(name, line, "anchors and aliases (& and *) are not allowed")
        if getattr(event, "tag", None):
            raise PolicyError(name, line, "tags (!) are not allowed; every value is plain text")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise PolicyError(name, line, f"nested deeper than {DEEPEST} levels")


def _value(node: yaml.Node, path: Path, lines: dict[Path, int], name: str) -> Any:
    line = node.start_mark.line + 1
    lines[path] = line
    if isinstance(node, yaml.ScalarNode):
        if not node.value and node.style is None:
            raise PolicyError(name, line, f"{path[-1]!r} has no value")
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_value(inner, (*path, i), lines, name) for i, inner in enumerate(node.value)]
    out: dict[str, Any] = {}
    for key, inner in node.value:
        at = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise PolicyError(name, at, "a key must be plain text")
        if key.value == "<<":
            raise PolicyError(name, at, "merging (<<) is not allowed; write the words out")
        if key.value in out:
            raise PolicyError(name, at, f"{key.value!r} stands twice")
        out[key.value] = _value(inner, (*path, key.value), lines, name)
        lines[(*path, key.value)] = at
    return out
