"""Addresses as spreadsheets write them: A1, $B$2, A1:C3. Rows and columns count from 1."""

import re
from functools import cache

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
_CORNER = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")


@cache
def letters(column: int) -> str:
    """``28`` → ``AB``."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


@cache
def number(text: str) -> int:
    """``AB`` → ``28``."""
    column = 0
    for letter in text.upper():
        column = column * 26 + ord(letter) - 64
    return column


def address(row: int, column: int) -> str:
    """``(3, 2)`` → ``B3``."""
    return f"{letters(column)}{row}"


def area(text: str) -> tuple[int, int, int, int] | None:
    """``A1:C3`` → (first row, first column, last row, last column); None when it is no plain area."""
    first, _, last = text.strip().partition(":")
    corners = [_CORNER.fullmatch(part) for part in (first, last or first)]
    if corners[0] is None or corners[1] is None:
        return None
    rows = sorted(int(corner[2]) for corner in corners if corner)
    columns = sorted(number(corner[1]) for corner in corners if corner)
    return rows[0], columns[0], rows[1], columns[1]


def written(span: tuple[int, int, int, int]) -> str:
    """The opposite of ``area``; one cell is written as one address."""
    top, left, bottom, right = span
    first, last = address(top, left), address(bottom, right)
    return first if first == last else f"{first}:{last}"


def areas(text: str) -> list[tuple[int, int, int, int]]:
    """All plain areas of a list parted by spaces."""
    return [span for part in text.split() if (span := area(part))]
