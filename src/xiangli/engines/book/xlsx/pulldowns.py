"""Pull-downs of a sheet: the format's own, and those of later Excel and WPS kept in an extension."""

from dataclasses import dataclass

from lxml import etree

from xiangli.engines.book import a1
from xiangli.engines.book.shapes import Span


@dataclass(slots=True)
class Pulldown:
    """A validation of kind list: where, and the formula of its items."""

    spans: list[Span]
    formula: str
    resolved: tuple[str, ...] | None = None

    def covers(self, row: int, column: int) -> bool:
        return any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in self.spans)

    @property
    def first(self) -> tuple[int, int]:
        """The cell that relative references of the formula start from."""
        return min(span[0] for span in self.spans), min(span[1] for span in self.spans)

    @property
    def relative(self) -> bool:
        """Whether the items differ from cell to cell."""
        return not self.formula.startswith('"') and ("INDIRECT" in self.formula.upper() or self.formula.count("$") < 2)


def pulldowns(frame: etree._Element) -> list[Pulldown]:
    """All pull-downs of a sheet."""
    found = []
    for one in frame.iter("{*}dataValidation"):
        if one.get("type") != "list":
            continue
        formula = "".join(one.find("{*}formula1").itertext()).strip() if one.find("{*}formula1") is not None else ""
        place = one.get("sqref") or "".join(piece.text or "" for piece in one.iter("{*}sqref"))
        spans = a1.areas(place)
        if spans and formula:
            found.append(Pulldown(spans, formula))
    return found


def split_items(formula: str) -> tuple[str, ...]:
    """``"是,否"`` → 是, 否."""
    text = formula.strip().removeprefix('"').removesuffix('"').replace('""', '"')
    return tuple(item for part in text.split(",") if (item := part.strip()))
