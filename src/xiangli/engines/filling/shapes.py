"""What filling gives: a worksheet's changes, and for each cell where its value came from or why it stays empty."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from xiangli.engines.book import Change

FILLED, LEFT, CLOSED = "filled", "left", "sealed"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a cell's value came from, or why it stays empty: filled, left (yellow), sealed, na."""

    state: str
    field: str | None = None
    record: Any = None
    reason: str = ""


@dataclass
class Plan:
    """A worksheet's changes. Rows of ``values``, ``yellow`` and ``origins`` are numbers after the insertion."""

    sheet: str
    values: dict[tuple[int, int], Any] = field(default_factory=dict)
    yellow: set[tuple[int, int]] = field(default_factory=set)
    inserted: list[tuple[int, int]] = field(default_factory=list)
    origins: dict[tuple[int, int], Origin] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def change(self) -> Change:
        """As ``engines.book`` takes it."""
        return Change(self.values, self.yellow, self.inserted)

    def count(self) -> Counter[str]:
        """Cells by state."""
        return Counter(o.state for o in self.origins.values())

    def put(self, at: tuple[int, int], value: Any, origin: Origin) -> None:
        """Write a value with its origin."""
        self.values[at] = value
        self.origins[at] = origin

    def leave(self, at: tuple[int, int], origin: Origin) -> None:
        """Leave a cell empty; yellow where somebody should look."""
        self.origins[at] = origin
        if origin.state == LEFT:
            self.yellow.add(at)
