"""YAML read strictly: every scalar is text, no duplicate keys, no anchors, aliases or tags; each value knows its line."""

from typing import Any

import yaml


class PolicyError(ValueError):
    """A policy file that may not be used: ``name`` the file, ``line`` counted from 1, ``message`` in plain words."""

    def __init__(self, name: str, line: int, message: str) -> None:
        super().__init__(f"{name}:{line}: {message}")
        self.name, self.line, self.message = name, line, message


Path = tuple[str | int, ...]


def read(text: str, name: str) -> tuple[Any, dict[Path, int]]:
    """The document as text, lists and mappings, and the line of every value by its path. Raises PolicyError."""
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if getattr(event, "anchor", None):
                raise PolicyError(name, event.start_mark.line + 1, "anchors and aliases (& and *) are not allowed")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as wrong:
        mark = getattr(wrong, "problem_mark", None)
        what = getattr(wrong, "problem", None) or "not YAML"
        raise PolicyError(name, mark.line + 1 if mark else 1, f"cannot be read: {what}") from None
    if node is None:
        raise PolicyError(name, 1, "the file is empty")
    lines: dict[Path, int] = {}
    return _value(node, (), lines, name), lines


def _value(node: yaml.Node, path: Path, lines: dict[Path, int], name: str) -> Any:
    line = node.start_mark.line + 1
    lines[path] = line
    if not node.tag.startswith("tag:yaml.org,2002:"):
        raise PolicyError(name, line, f"tag {node.tag} is not allowed")
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_value(inner, (*path, i), lines, name) for i, inner in enumerate(node.value)]
    assert isinstance(node, yaml.MappingNode)
    out: dict[str, Any] = {}
    for key, inner in node.value:
        at = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise PolicyError(name, at, "a key must be plain text")
        if key.value in out:
            raise PolicyError(name, at, f"{key.value!r} stands twice")
        out[key.value] = _value(inner, (*path, key.value), lines, name)
        lines[(*path, key.value)] = at
    return out
