"""Rows put into a sheet, as a rule from old row numbers to new ones."""

from bisect import bisect_right
from collections.abc import Iterable


class Insertion:
    """Rows put in; ``pairs`` are (before this row of the sheet as it was sent, how many)."""

    def __init__(self, pairs: Iterable[tuple[int, int]] = ()) -> None:
        counts: dict[int, int] = {}
        for before, count in pairs:
            if before < 2 or count < 0:
                raise ValueError("rows are put in below an existing row")
            if count:
                counts[before] = counts.get(before, 0) + count
        self.pairs = sorted(counts.items())
        self._before = [before for before, _ in self.pairs]
        self._sums = [0]
        for _, count in self.pairs:
            self._sums.append(self._sums[-1] + count)
        self._count = counts

    def __bool__(self) -> bool:
        return bool(self.pairs)

    @property
    def total(self) -> int:
        """How many rows in all."""
        return self._sums[-1]

    def row(self, row: int) -> int:
        """The new number of an old row."""
        return row + self._sums[bisect_right(self._before, row)]

    def last(self, row: int, *, grow: bool = True) -> int:
        """The new last row of an area that ended in ``row``; with ``grow`` rows put in right below belong to it."""
        return self.row(row) + (self._count.get(row + 1, 0) if grow else 0)

    def span(self, area: tuple[int, int, int, int], *, grow: bool = True) -> tuple[int, int, int, int]:
        """An area's new corners."""
        top, left, bottom, right = area
        return self.row(top), left, self.last(bottom, grow=grow), right
