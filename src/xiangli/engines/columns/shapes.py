"""What reading a worksheet gives: its tables and labels, each with the field meant and what is to be done with it."""

from dataclasses import dataclass, field

from xiangli.engines.columns.choose import Choice
from xiangli.engines.columns.dates import AsOf
from xiangli.engines.columns.dictionary import Dictionary
from xiangli.engines.columns.layout import Head

FREE, FORMULA, NOT_HELD, SEALED, GIVEN, FILL = "free", "formula", "not_held", "sealed", "given", "fill"


@dataclass(frozen=True, slots=True)
class Asked:
    """One column, or one label of a card: its heading's cell and words, the field, and what is to be done with it."""

    at: tuple[int, int]
    path: tuple[str, ...]
    field: str | None
    where: tuple[str, ...]
    state: str
    confidence: float
    reason: str
    items: tuple[str, ...] = ()
    tick: bool = False

    @property
    def label(self) -> str:
        """Its words from the top down."""
        return "›".join(self.path)


@dataclass(frozen=True)
class Table:
    """A table: mode ``list`` (rows to be found), ``given`` (rows named), ``fixed`` (groups, villages, categories)."""

    head: Head
    mode: str
    kind: str
    where: tuple[str, ...]
    first_row: int
    last_row: int
    footer_row: int | None
    columns: dict[int, Asked]
    unsure: str = ""
    of_card: bool = False


@dataclass(frozen=True)
class Card:
    """A label whose answer stands beside it."""

    asked: Asked
    answer: tuple[int, int]
    given: str


@dataclass(frozen=True)
class Reading:
    """What a worksheet asks."""

    sheet: str
    title: str
    as_of: AsOf
    tables: list[Table] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)


def state_of(choice: Choice, known: Dictionary) -> str:
    """What is to be done with a cell that nothing stands in."""
    return NOT_HELD if choice.field is None else SEALED if known.fields[choice.field].sealed else FILL
