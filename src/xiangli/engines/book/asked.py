"""A change sorted by rows, with places inside merged areas sent to the area's first cell."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Protocol, TypeVar

from xiangli.engines.book import values
from xiangli.engines.book.a1 import address
from xiangli.engines.book.errors import BookError
from xiangli.engines.book.insertion import Insertion
from xiangli.engines.book.shapes import Change, Sheet, Span, Value

S = TypeVar("S", bound=Sheet, covariant=True)


class _Holding(Protocol[S]):
    """A book as far as its sheets are looked up by name."""

    name: str

    def sheet(self, name: str) -> S | None: ...


class Keep:
    """Stands for the value a cell has already."""


KEEP: Final = Keep()
Asked = dict[int, dict[int, tuple[Value | Keep, bool]]]
"""New row → column → (the value or KEEP, whether yellow)."""
MOST_MERGED = 100_000
"""Cells of one merged area that are looked at; larger ones are whole rows or columns."""


def insertions(book: "_Holding[S]", changes: Mapping[str, Change]) -> Iterator[tuple[S, Change, Insertion]]:
    """Each changed sheet with its change and the rows put in. Raises BookError for a sheet or a row that is not there."""
    for name, change in changes.items():
        sheet = book.sheet(name)
        if sheet is None:
            raise BookError("value", f"没有叫“{name}”的工作表。", name=book.name)
        try:
            yield sheet, change, Insertion(change.inserted)
        except ValueError:
            raise BookError("value", "第一行上面不能加行。", name=book.name, sheet=sheet.name) from None


def merges_after(merges: Iterable[Span], insertion: Insertion) -> list[Span]:
    """Merged areas after rows were put in; the new rows have those of the row above that lie in that row alone."""
    found, more = [], []
    counts = {before: (insertion.row(before), count) for before, count in insertion.pairs}
    for merge in merges:
        found.append(insertion.span(merge, grow=False))
        top, left, bottom, right = merge
        if top == bottom and top + 1 in counts:
            end, count = counts[top + 1]
            more += [(row, left, row, right) for row in range(end - count, end)]
    return found + more


def asked(
    change: Change, *, merges: Iterable[Span], insertion: Insertion, rows: int, columns: int, name: str, sheet: str
) -> Asked:
    """The change by new rows; ``rows`` and ``columns`` are the most the format holds. Raises BookError."""
    first: dict[tuple[int, int], tuple[int, int]] = {}
    for top, left, bottom, right in merges_after(merges, insertion):
        if (bottom - top + 1) * (right - left + 1) <= MOST_MERGED:
            first.update(
                {(row, column): (top, left) for row in range(top, bottom + 1) for column in range(left, right + 1)}
            )
    found: Asked = {}
    for place in change.yellow:
        row, column = first.get(place, place)
        found.setdefault(row, {})[column] = (KEEP, True)
    for place, value in change.values.items():
        row, column = first.get(place, place)
        values.check(value, name=name, sheet=sheet, cell=address(*place))
        if (row, column) != place and value in (None, ""):
            continue  # the empty rest of a merged area says nothing about its first cell
        before = found.setdefault(row, {}).get(column)
        found[row][column] = (value, bool(before and before[1]))
    for row, cells in found.items():
        for column in cells:
            if not (1 <= row <= rows and 1 <= column <= columns):
                raise BookError(
                    "value",
                    f"第 {row} 行第 {column} 列超出这种表格的范围（最多 {rows:,} 行 {columns:,} 列）。",
                    name=name,
                    sheet=sheet,
                )
    return found
