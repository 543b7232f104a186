"""What the reading of rosters gives: entries with the spot of each value, faults by spot, and pairs that may be one person."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

Value = str | int | bool | list[str]
"""A plain value: text (also dates as ISO, numbers with a fraction), whole number, yes or no, or several words."""


class Grid(Protocol):
    """A sheet as far as reading needs it; rows and columns count from 1."""

    @property
    def name(self) -> str: ...
    @property
    def rows(self) -> int: ...
    @property
    def cols(self) -> int: ...
    def cell(self, r: int, c: int) -> Any: ...


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """Where something stands: file, sheet, row from 1 (0: the whole sheet)."""

    file: str
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Fault:
    """A row left out (``whole``), or a value of it that was, with the reason in plain words; never a name or a number."""

    spot: Spot
    words: str
    field: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Likely:
    """Two rows that may be one person, for somebody to look at side by side."""

    one: Spot
    other: Spot
    words: str


@dataclass(frozen=True, slots=True)
class Known:
    """A person who is held already, whom these rosters' lists may speak of: her record's id and her plain values."""

    record: str
    values: Mapping[str, Any]
    number: bool


Finder = Callable[[str, str | None], Sequence[Known]]
"""Name and number → who is held already: by the number where one is given, else by the name."""


@dataclass(slots=True)
class Entry:
    """One record: its values, and for each value the spot it came from. ``household`` is the key of a person's household.

    ``known``: she is held already, and only a list of these rosters speaks of her.
    """

    kind: str
    key: str = ""
    household: str = ""
    values: dict[str, Value] = field(default_factory=dict)
    spots: dict[str, Spot] = field(default_factory=dict)
    person: "Entry | None" = None
    """The person who holds a post, where she is one of the village."""
    known: Known | None = None

    def take(self, name: str, value: Value, spot: Spot) -> bool:
        """Keep a value unless one is held already; whether it agrees with what is held now."""
        if name not in self.values:
            self.values[name], self.spots[name] = value, spot
        return self.values[name] == value


@dataclass(slots=True)
class Village:
    """All that a folder of rosters says. ``name`` and ``town`` '' where no roster names them.

    ``lists``: yes-or-no fields that a list answered for everybody, with the list's spot: who is not on it is no.
    ``columns``: (file, sheet) → field → column number, for telling the cell a value came from.
    """

    name: str = ""
    town: str = ""
    entries: dict[str, list[Entry]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    likely: list[Likely] = field(default_factory=list)
    lists: dict[str, Spot] = field(default_factory=dict)
    columns: dict[tuple[str, str], dict[str, int]] = field(default_factory=dict)

    def of(self, kind: str) -> Sequence[Entry]:
        """The entries of a kind, in the order of the rosters."""
        return self.entries.get(kind, [])
