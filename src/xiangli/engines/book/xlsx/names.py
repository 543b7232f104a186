"""Names of elements, and the rule by which formulas move."""

from collections.abc import Callable

from lxml import etree

Mover = Callable[[str, str, int | None], str]
"""A formula's text, the sheet it stands on ("" for none), its row → the text after rows were put in."""


def local(element: etree._Element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
