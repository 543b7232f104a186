"""One sheet of an .xlsx as its reader sees it."""

import re
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree

from xiangli.engines.book import a1, dates, references
from xiangli.engines.book.errors import BookError
from xiangli.engines.book.shapes import Span, Value
from xiangli.engines.book.xlsx.grid import Cell, Grid
from xiangli.engines.book.xlsx.markup import attributes, read_cell_text, read_text
from xiangli.engines.book.xlsx.names import local
from xiangli.engines.book.xlsx.package import parsed
from xiangli.engines.book.xlsx.pulldowns import Pulldown, pulldowns, split_items

if TYPE_CHECKING:
    from xiangli.engines.book.xlsx.book import XlsxBook


class XlsxSheet:
    """Rows and columns count from 1."""

    def __init__(self, book: "XlsxBook", *, name: str, part: str, hidden: bool) -> None:
        self.book, self.name, self.part, self.hidden = book, name, part, hidden

    @cached_property
    def grid(self) -> Grid:
        return Grid(self.book.package.xml(self.part), name=self.book.name, sheet=self.name)

    @cached_property
    def frame(self) -> etree._Element:
        """The sheet's markup without its rows, as a tree."""
        grid = self.grid
        data = grid.data if grid.start < 0 else grid.data[: grid.start] + grid.data[grid.end :]
        return parsed(data, part=self.part, name=self.book.name)

    def _children(self, group: str, one: str) -> list[etree._Element]:
        return [item for box in self.frame if local(box) == group for item in box if local(item) == one]

    @property
    def rows(self) -> int:
        return self.grid.rows

    @property
    def cols(self) -> int:
        return self.grid.columns

    @cached_property
    def merges(self) -> list[Span]:
        found = [a1.area(item.get("ref", "")) for item in self._children("mergeCells", "mergeCell")]
        return [span for span in found if span]

    @cached_property
    def protected(self) -> bool:
        return any(local(box) == "sheetProtection" and box.get("sheet") in ("1", "true") for box in self.frame)

    @cached_property
    def hidden_cols(self) -> set[int]:
        hidden: set[int] = set()
        for col in self._children("cols", "col"):
            if col.get("hidden") in ("1", "true") or col.get("width") == "0":
                first, last = int(col.get("min", "1")), min(int(col.get("max", "1")), a1.MOST_COLUMNS)
                hidden.update(range(first, min(last, max(self.cols, first)) + 1))
        return hidden

    @cached_property
    def hidden_rows(self) -> set[int]:
        grid = self.grid
        if b"hidden" not in grid.data and b"zeroHeight" not in grid.data:
            return set()
        return {row for row in grid.index if re.search(rb"hidden=[\"'](1|true)", grid.head(row))}

    def column_style(self, column: int) -> int:
        """The format that cells of a column have which are not written in the file."""
        for col in self._children("cols", "col"):
            if int(col.get("min", "0")) <= column <= int(col.get("max", "0")):
                return int(col.get("style", "0"))
        return 0

    def _style(self, row: int, column: int) -> int:
        found = self.grid.cells(row).get(column)
        if found:
            return found.style
        marks = attributes(self.grid.head(row))
        if marks.get("customFormat") in ("1", "true"):
            return int(marks.get("s", "0"))
        return self.column_style(column)

    def number_format(self, row: int, column: int) -> str:
        return self.book.styles.pattern(self._style(row, column))

    def text_cell(self, row: int, column: int) -> bool:
        return dates.shows_text(self.number_format(row, column))

    def cell(self, row: int, column: int) -> Value:
        found = self.grid.cells(row).get(column)
        return self._value(found, row, column) if found and found.body else None

    def _value(self, cell: Cell, row: int, column: int) -> Value:
        tags, body = self.grid.tags, cell.body
        if cell.kind == b"inlineStr":
            return tags.plain(body) or None
        if body[:3] == b"<v>" and body[-4:] == b"</v>":
            raw = body[3:-4]
        else:
            found = tags.value.search(body)
            raw = found[1] if found else b""
        if not raw:
            return None
        if cell.kind == b"s":
            return self.book.shared(int(raw), sheet=self.name, cell=a1.address(row, column)) or None
        if cell.kind in (b"str", b"e"):
            return read_cell_text(raw) or None
        if cell.kind == b"b":
            return raw.strip() not in (b"0", b"false")
        if cell.kind == b"d":
            return self._iso(read_text(raw))
        try:
            number = float(raw)
        except ValueError:
            raise BookError(
                "format", "这一格不是能认的数。", name=self.book.name, sheet=self.name, cell=a1.address(row, column)
            ) from None
        if dates.shows_date(self.book.styles.pattern(cell.style)):
            day = dates.day_of(number, from_1904=self.book.from_1904)
            if day is not None:
                return day
        return int(number) if number.is_integer() and abs(number) < 1e15 else number

    @staticmethod
    def _iso(text: str) -> Value:
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            return text
        return moment.date() if "T" not in text else moment

    @cached_property
    def shared_formulas(self) -> dict[str, tuple[int, int, str]]:
        """Formulas written once for many cells: their number → row, column and text of the first."""
        grid, found = self.grid, {}
        if b"shared" not in grid.data:
            return {}
        for row in grid.index:
            if b"shared" not in grid.raw(row):
                continue
            for column, cell in grid.cells(row).items():
                one = grid.tags.formula.search(cell.body)
                if one and one[2] and b"shared" in one[1]:
                    found[attributes(one[1]).get("si", "")] = (row, column, read_text(one[2]))
        return found

    def formula_text(self, cell: Cell, row: int, column: int) -> str | None:
        """The formula of a cell, without ``=``."""
        found = self.grid.tags.formula.search(cell.body) if b"f" in cell.body else None
        if not found:
            return None
        marks = attributes(found[1])
        if marks.get("t") == "shared" and not found[2]:
            first = self.shared_formulas.get(marks.get("si", ""))
            if first:
                return references.carried(first[2], rows=row - first[0], columns=column - first[1])
        return read_text(found[2] or b"")

    def formula(self, row: int, column: int) -> str | None:
        cell = self.grid.cells(row).get(column)
        text = self.formula_text(cell, row, column) if cell and cell.body else None
        return None if text is None else f"={text}"

    @cached_property
    def pulldowns(self) -> list[Pulldown]:
        return pulldowns(self.frame)

    def items(self, row: int, column: int) -> tuple[str, ...]:
        for one in self.pulldowns:
            if one.covers(row, column):
                return self._items_of(one, row, column)
        return ()

    def _items_of(self, one: Pulldown, row: int, column: int) -> tuple[str, ...]:
        if one.formula.startswith('"'):
            return split_items(one.formula)
        if not one.relative:
            if one.resolved is None:
                one.resolved = self.book.items_of(one.formula, sheet=self)
            return one.resolved
        top, left = one.first
        return self.book.items_of(references.carried(one.formula, rows=row - top, columns=column - left), sheet=self)

    @cached_property
    def comments(self) -> dict[tuple[int, int], str]:
        found: dict[tuple[int, int], str] = {}
        for part in self.book.parts_of(self.part, "comments"):
            for one in self.book.package.tree(part).iter():
                span = a1.area(one.get("ref", "")) if local(one) == "comment" else None
                if span:
                    texts = [piece.text or "" for piece in one.iter() if local(piece) == "t"]
                    found[span[0], span[1]] = "".join(texts)
        return found

    def comment(self, row: int, column: int) -> str | None:
        return self.comments.get((row, column))

    @cached_property
    def pictures(self) -> list[tuple[int, int]]:
        """First and last row under each picture."""
        spans = []
        for part in self.book.parts_of(self.part, "drawing"):
            for anchor in self.book.package.tree(part):
                if not any(local(piece) == "pic" for piece in anchor.iter()):
                    continue
                rows = [int(piece.text or 0) + 1 for piece in anchor.iter() if local(piece) == "row"]
                if rows:
                    spans.append((min(rows), max(rows) if len(rows) > 1 else min(rows) + 3))
        return spans

    def has_picture_near(self, first: int, last: int) -> bool:
        return any(top <= last and bottom >= first for top, bottom in self.pictures)
