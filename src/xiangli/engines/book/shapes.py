"""What any workbook looks like to its reader, whichever format it came in, and what is asked to change in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol

Value = str | int | float | bool | datetime | date | None
Span = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 1."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is to change in one sheet.

    ``inserted`` holds (before this row, how many), in the numbers of the sheet as it was sent; the new rows are like
    the row above them: its formats, height, validations and conditional formats, and its formulas carried down.
    Rows of ``values`` and ``yellow`` are numbers after the insertion. A value None empties the cell. A text is written
    as text, also when it begins with ``=``. A cell with a formula keeps it. A place inside a merged area stands for
    the area's first cell.
    """

    values: Mapping[tuple[int, int], Value] = field(default_factory=dict)
    yellow: frozenset[tuple[int, int]] | set[tuple[int, int]] = frozenset()
    inserted: list[tuple[int, int]] | tuple[tuple[int, int], ...] = ()


class Sheet(Protocol):
    """One sheet; rows and columns count from 1."""

    @property
    def name(self) -> str: ...
    @property
    def hidden(self) -> bool: ...
    @property
    def protected(self) -> bool: ...
    @property
    def rows(self) -> int:
        """Number of the last row that is written in the file, with a value or only a format."""

    @property
    def cols(self) -> int: ...
    @property
    def merges(self) -> list[Span]: ...
    @property
    def hidden_cols(self) -> set[int]: ...
    @property
    def hidden_rows(self) -> set[int]: ...

    def cell(self, row: int, column: int) -> Value:
        """The value shown, for a formula the result kept in the file; whole numbers as int below 10**15."""

    def formula(self, row: int, column: int) -> str | None:
        """The formula with its ``=``."""

    def items(self, row: int, column: int) -> tuple[str, ...]:
        """What the cell's pull-down allows, also when the items lie on another sheet; () when it has none."""

    def text_cell(self, row: int, column: int) -> bool:
        """Whether the cell's format is text (@)."""

    def number_format(self, row: int, column: int) -> str: ...

    def comment(self, row: int, column: int) -> str | None: ...

    def has_picture_near(self, first: int, last: int) -> bool:
        """Whether a picture covers one of the rows first to last."""


class Book(Protocol):
    """A workbook as it was sent."""

    @property
    def kind(self) -> Literal["xlsx", "xls"]: ...
    @property
    def locked(self) -> bool:
        """Whether it needed a password to open."""

    @property
    def sheets(self) -> list[Sheet]: ...
    @property
    def notes(self) -> list[str]:
        """What the reader should be told, in Chinese: links to other files that were not followed."""

    def filled(self, changes: Mapping[str, Change]) -> bytes:
        """The same file with the changes by sheet name, locked with the same password. Raises BookError."""
