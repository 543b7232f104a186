"""An outer system's export as intake is told of it: which heads mean what. Plain data, handed in by whoever knows the system."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

BLANK = re.compile(r"[\s\u3000*＊:：]|（.*?）|\(.*?\)")
DEEPEST_HEAD = 12
"""Rows in which a head row is looked for: titles and notes stand above it."""


@dataclass(frozen=True, slots=True)
class Outer:
    """``columns``: our field → heads it may have; ``needed``: fields an export is known by; ``kept``: heads kept as they are;
    ``kinds``: (kept head, what its cell says, the business it then is)."""

    system: str
    name: str
    columns: dict[str, tuple[str, ...]]
    needed: tuple[str, ...]
    kept: tuple[str, ...] = ()
    procedure: str = ""
    kinds: tuple[tuple[str, str, str], ...] = ()

    def found_in(self, cells: Sequence[str]) -> dict[str, int] | None:
        """Which column holds each field (a kept head under its own name), or None when this is not its head row."""
        at = {plain(cell): n for n, cell in reversed(list(enumerate(cells))) if cell}
        out = {
            field: next(at[plain(head)] for head in heads if plain(head) in at)
            for field, heads in self.columns.items()
            if any(plain(head) in at for head in heads)
        }
        if not set(self.needed) <= set(out):
            return None
        return out | {f"kept {head}": at[plain(head)] for head in self.kept if plain(head) in at}


@dataclass(frozen=True, slots=True)
class Ticket:
    """A row of an outer export that stands here as ``report``; ``new`` the first time its number came."""

    county: str
    system: str
    number: str
    report: UUID
    outer_at: datetime | None
    outer_due: datetime | None
    kept: dict[str, str] = field(default_factory=dict)
    new: bool = True


class SheetRow(dict[str, Any]):
    """A row of a workbook: values by our fields or by its own heads; knows its sheet and the column letter of each."""

    def __init__(
        self, values: dict[str, Any], *, n: int, sheet: str, letters: dict[str, str], outer: Outer | None
    ) -> None:
        super().__init__(values)
        self.n, self.sheet, self.letters, self.outer = n, sheet, letters, outer

    def cell(self, field: str) -> str:
        """``C7`` for the cell of a field; the row alone where the field has no column."""
        letter = self.letters.get(field, "")
        return f"{letter}{self.n}" if letter else ""

    def procedure(self) -> str:
        """What business the row is, by what its kept columns say."""
        if self.outer is None:
            return ""
        said = (opens for head, says, opens in self.outer.kinds if says in str(self.get(f"kept {head}") or ""))
        return next(said, self.outer.procedure)

    def kept(self) -> dict[str, str]:
        """The columns kept as they came, by their heads."""
        return {name[5:]: value for name, value in self.items() if name.startswith("kept ") and value}


def plain(head: str) -> str:
    """A head without blanks, stars, colons and what stands in brackets."""
    return BLANK.sub("", head)


def head_row(rows: Sequence[Sequence[str]], known: Sequence[Outer]) -> tuple[int, Outer, dict[str, int]] | None:
    """The head row of an outer export among the first rows: its index, whose it is, its columns. The fullest match wins."""
    best: tuple[int, Outer, dict[str, int]] | None = None
    for n, cells in enumerate(rows[:DEEPEST_HEAD]):
        for outer in known:
            if (found := outer.found_in(cells)) and (best is None or len(found) > len(best[2])):
                best = (n, outer, found)
    return best


def outer_row(cells: Sequence[str], *, n: int, sheet: str, outer: Outer, columns: dict[str, int]) -> SheetRow:
    """One row under a recognised head row."""
    values = {field: cells[column] if column < len(cells) else "" for field, column in columns.items()}
    letters = {field: letter(column) for field, column in columns.items()}
    return SheetRow(values, n=n, sheet=sheet, letters=letters, outer=outer)


def letter(column: int) -> str:
    """``A`` for column 0, ``AA`` for 26."""
    out = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out
