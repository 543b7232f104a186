"""Which sheets show results that rest on other sheets."""

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from xiangli.engines.book import references
from xiangli.engines.book.xlsx.markup import read_text

if TYPE_CHECKING:
    from xiangli.engines.book.xlsx.sheet import XlsxSheet


def dependents(sheets: Iterable["XlsxSheet"], changed: set[str], names: Mapping[str, str]) -> list["XlsxSheet"]:
    """Sheets not among ``changed`` whose formulas, validations or formats point to one that is, directly or by others.

    ``names`` are the book's defined names in small letters, with what they stand for.
    """
    pointing: dict[str, tuple[XlsxSheet, set[str]]] = {}
    for sheet in sheets:
        if sheet.name not in changed:
            pointing[sheet.name.casefold()] = (sheet, _pointed_to(sheet, names))
    reached = {name.casefold() for name in changed}
    found: list[XlsxSheet] = []
    while fresh := [name for name, (_, others) in pointing.items() if name not in reached and others & reached]:
        reached.update(fresh)
        found += [pointing[name][0] for name in fresh]
    return found


def _pointed_to(sheet: "XlsxSheet", names: Mapping[str, str]) -> set[str]:
    grid = sheet.grid
    others: set[str] = set()
    for found in re.finditer(rb"<(?:\w+:)?(?:f|formula[12]?)\b[^>]*>([^<]+)</|location=\"([^\"]*)\"", grid.data):
        text = read_text(found[1] or found[2] or b"")
        if "!" in text:
            others |= {part.casefold() for name in references.sheets_named(text) for part in name.split(":")}
        for name, meaning in names.items():
            if name in text.casefold():
                others |= {other.casefold() for other in references.sheets_named(meaning)}
    return others
