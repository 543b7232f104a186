"""References inside formulas: moved when rows are put in, carried when a formula is copied to another place.

A formula is read piece by piece: texts in quotation marks, references to other files and table columns in brackets
stay as they are; what is left and looks like a cell, an area or whole rows is a reference.
"""

import re
from collections.abc import Callable

from xiangli.engines.book.a1 import MOST_COLUMNS, MOST_ROWS, letters, number
from xiangli.engines.book.insertion import Insertion

_PIECE = re.compile(
    r"""
    "(?:[^"]|"")*"                                                    # a text
  | (?:'(?:[^']|'')*\[[^\]]*\](?:[^']|'')*'|\[\d+\][\w.]*)!\$?[\w$:.]*  # a place in another file
  | \[(?:[^\[\]]|\[[^\]]*\])*\]                                       # a column of a table
  | (?P<sheet>(?:'(?:[^']|'')+'|[\w.]+(?::[\w.]+)?)!)?
    (?<![\w.$])
    (?:
        (?P<a>\$?[A-Za-z]{1,3})(?P<b>\$?[1-9]\d{0,6})(?::(?P<c>\$?[A-Za-z]{1,3})(?P<d>\$?[1-9]\d{0,6}))?
      | (?P<e>\$?[1-9]\d{0,6}):(?P<f>\$?[1-9]\d{0,6})
    )
    (?![\w(.!\[])
""",
    re.VERBOSE,
)


def moved(formula: str, *, own: str, target: str, insertion: Insertion, row: int | None = None) -> str:
    """The formula after rows were put into sheet ``target``; ``own`` is the sheet the formula stands on, ``row`` its row.

    An area that ends right above the new rows grows over them (a total below a list counts them too), unless the
    formula stands inside the area and its end is relative: that is a running total.
    """
    if not any(sign.isdigit() for sign in formula):
        return formula

    def change(piece: re.Match[str]) -> str:
        sheet = piece["sheet"]
        if (piece["a"] is None and piece["e"] is None) or not _names(sheet, own, target):
            return piece[0]
        here = row if not sheet or _plain(sheet) == own else None
        if piece["a"] and not piece["d"]:
            return (sheet or "") + piece["a"] + _row(piece["b"], insertion.row)
        first, last = (piece["b"], piece["d"]) if piece["a"] else (piece["e"], piece["f"])
        top, bottom = int(first.lstrip("$")), int(last.lstrip("$"))
        running = here is not None and top <= here <= bottom and not last.startswith("$")
        first = _row(first, insertion.row)
        last = _row(last, lambda old: insertion.last(old, grow=not running))
        return (sheet or "") + (f"{piece['a']}{first}:{piece['c']}{last}" if piece["a"] else f"{first}:{last}")

    return _PIECE.sub(change, formula)


def carried(formula: str, *, rows: int, columns: int = 0) -> str:
    """The formula copied ``rows`` down and ``columns`` to the right: what is not fixed by ``$`` goes along."""

    def corner(column: str, row: str) -> str:
        if not column.startswith("$"):
            at = number(column) + columns
            column = letters(at) if 0 < at <= MOST_COLUMNS else "#REF!"
        return column + _relative(row, rows)

    def change(piece: re.Match[str]) -> str:
        sheet = piece["sheet"] or ""
        if piece["a"]:
            text = corner(piece["a"], piece["b"])
            return sheet + (f"{text}:{corner(piece['c'], piece['d'])}" if piece["d"] else text)
        if piece["e"]:
            return f"{sheet}{_relative(piece['e'], rows)}:{_relative(piece['f'], rows)}"
        return piece[0]

    return _PIECE.sub(change, formula)


def sheets_named(formula: str) -> set[str]:
    """Names of the sheets of this file that the formula points to, its own not counted."""
    return {_plain(piece["sheet"]) for piece in _PIECE.finditer(formula) if piece["sheet"]}


def _names(sheet: str | None, own: str, target: str) -> bool:
    if not sheet:
        return own == target
    name = _plain(sheet)
    return name.casefold() == target.casefold() or (":" in name and target in name.split(":"))


def _plain(sheet: str) -> str:
    return sheet[:-1].strip("'").replace("''", "'")


def _row(text: str, rule: Callable[[int], int]) -> str:
    fixed = "$" if text.startswith("$") else ""
    return f"{fixed}{min(rule(int(text.lstrip('$'))), MOST_ROWS)}"


def _relative(text: str, rows: int) -> str:
    if text.startswith("$"):
        return text
    at = int(text) + rows
    return str(at) if 0 < at <= MOST_ROWS else "#REF!"
