"""The rows of one sheet written anew where they change, copied as they stand where not."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from xiangli.engines.book import references, values
from xiangli.engines.book.a1 import MOST_ROWS, letters
from xiangli.engines.book.asked import Asked, Keep
from xiangli.engines.book.errors import BookError
from xiangli.engines.book.insertion import Insertion
from xiangli.engines.book.shapes import Value
from xiangli.engines.book.xlsx.frame import moved_areas
from xiangli.engines.book.xlsx.grid import Cell
from xiangli.engines.book.xlsx.markup import attributes, read_text, with_attribute, write_cell_text, write_text
from xiangli.engines.book.xlsx.names import Mover
from xiangli.engines.book.xlsx.styles import Styles

if TYPE_CHECKING:
    from xiangli.engines.book.xlsx.sheet import XlsxSheet

_SPANS = re.compile(rb"\s*(?<![\w:.-])spans\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_NOT_CARRIED = re.compile(rb"\s*(?<![\w:.-])(?:hidden|collapsed)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_TYPE = re.compile(rb"\s*(?<![\w:.-])t\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_STYLE = re.compile(rb"(?<![\w:.-])s\s*=\s*(?:\"[^\"]*\"|'[^']*')")
NOTHING: tuple[Value | Keep, bool] = (None, False)


class Rows:
    """Writes the rows of one sheet."""

    def __init__(self, sheet: "XlsxSheet", insertion: Insertion, styles: Styles, mover: Mover | None) -> None:
        self._sheet, self._grid, self._insertion, self._mover = sheet, sheet.grid, insertion, mover
        self._styles, self._tags = styles, sheet.grid.tags
        p = self._tags.prefix
        self._row_of_cell = re.compile(rb"(<%sc\b[^>]*?(?<![\w:.-])r\s*=\s*[\"'][A-Za-z]+)\d+" % p)
        self._p = p
        self._is, self._closed = b"<%sis><%st" % (p, p), b"</%st></%sis></%sc>" % (p, p, p)

    def written(self, asked: Asked) -> bytes:
        """All rows in order."""
        insertion, grid = self._insertion, self._grid
        places: dict[int, tuple[int, int]] = {insertion.row(row): (row, 0) for row in grid.index}
        for before, count in insertion.pairs:
            end = insertion.row(before)
            for step in range(1, count + 1):
                places[end - count + step - 1] = (before - 1, step)
        if places and max(places) > MOST_ROWS:
            raise BookError("value", "加行以后超出表格的最大行数。", name=self._sheet.book.name, sheet=self._sheet.name)
        out = []
        for new in sorted(places.keys() | asked.keys()):
            old, step = places.get(new, (0, 0))
            if step:
                out.append(self._added(new, old, step, asked.get(new, {})))
            elif new in asked:
                out.append(self._changed(new, old, asked[new]))
            else:
                out.append(self._copied(new, old))
        return b"".join(out)

    def _copied(self, new: int, old: int) -> bytes:
        raw = self._grid.raw(old)
        if b"<%sf" % self._p in raw:
            cells = self._grid.cells(old)
            moved = {column: self._as_it_was(cell, column, new, old) for column, cell in cells.items()}
            if new != old or any(moved[one] != self._grid.whole(cell, old, one) for one, cell in cells.items()):
                return self._row(with_attribute(self._grid.head(old), "r", str(new)), moved.values())
        return raw if new == old else self._renumbered(raw, new, old)

    def _row(self, head: bytes, cells: Iterable[bytes]) -> bytes:
        return b"<%srow%s>%s</%srow>" % (self._p, head, b"".join(cells), self._p)

    def _renumbered(self, raw: bytes, new: int, old: int) -> bytes:
        head = self._grid.head(old)
        opened = len(self._p) + 4 + len(head)
        cells = self._row_of_cell.sub(rb"\g<1>%d" % new, raw[opened:])
        return b"<%srow%s%s" % (self._p, with_attribute(head, "r", str(new)), cells)

    def _as_it_was(self, cell: Cell, column: int, new: int, old: int) -> bytes:
        """A cell that is not asked for, at its new place; a formula moved, and without its result.

        LibreOffice shows results kept in the file without reckoning anew, whatever the book says about it.
        """
        raw = self._grid.whole(cell, old, column)
        if new != old:
            raw = self._row_of_cell.sub(rb"\g<1>%d" % new, raw, count=1)
        found = self._tags.formula.search(cell.body) if b"<%sf" % self._p in cell.body else None
        if not found:
            return raw
        linked = b"[" in (found[2] or b"")  # rests on another file, which nobody opens here: its last result stays
        if not linked and (kept := self._tags.value.search(cell.body)):
            raw = raw.replace(kept[0], b"", 1)
            head = self._tags.cell.match(raw)
            if head and (bare := _TYPE.sub(b"", head[1], count=1)) != head[1]:
                raw = b"<%sc%s%s" % (self._p, bare, raw[head.end(1) :])
        return raw if self._mover is None else raw.replace(found[0], self._formula_moved(found, cell, column, old), 1)

    def _formula_moved(self, found: re.Match[bytes], cell: Cell, column: int, old: int) -> bytes:
        assert self._mover is not None
        head, marks = found[1], attributes(found[1])
        text = read_text(found[2] or b"")
        if self._insertion and marks.get("t") == "shared":
            # Rows put in between would part the cells that share it: each gets its own.
            text, head = self._sheet.formula_text(cell, old, column) or "", b""
        elif self._insertion and "ref" in marks:
            head = with_attribute(head, "ref", moved_areas(marks["ref"], self._insertion, grow=False))
        moved = self._mover(text, self._sheet.name, old)
        if moved == text and head == found[1]:
            return found[0]
        return b"<%sf%s>%s</%sf>" % (self._p, head, write_text(moved), self._p)

    def _changed(self, new: int, old: int, asked: dict[int, tuple[Value | Keep, bool]]) -> bytes:
        cells = self._grid.cells(old) if old else {}
        head = with_attribute(_SPANS.sub(b"", self._grid.head(old)) if old else b"", "r", str(new))
        out = []
        for column in sorted(cells.keys() | asked.keys()):
            cell = cells.get(column)
            if cell and column not in asked:
                out.append(self._as_it_was(cell, column, new, old))
                continue
            value, yellow = asked[column]
            style = cell.style if cell else self._style(old, column)
            if cell and (isinstance(value, Keep) or self._has_formula(cell)):
                style = self._styles.like(style, yellow=yellow, quoted=False)
                out.append(self._restyled(self._as_it_was(cell, column, new, old), style))
            else:
                out.append(self._cell(new, column, style, value, yellow))
        return self._row(head, out)

    def _has_formula(self, cell: Cell) -> bool:
        return b"<%sf" % self._p in cell.body and self._tags.formula.search(cell.body) is not None

    def _style(self, row: int, column: int) -> int:
        marks = attributes(self._grid.head(row)) if row else {}
        if marks.get("customFormat") in ("1", "true"):
            return int(marks.get("s", "0"))
        return self._sheet.column_style(column)

    def _restyled(self, raw: bytes, style: int) -> bytes:
        end = raw.index(b">")
        head = raw[len(self._p) + 2 : end - 1 if raw[end - 1 : end] == b"/" else end]
        wanted = b's="%d"' % style
        changed, times = _STYLE.subn(wanted, head, count=1)
        if not times:
            changed = head.rstrip() + b" " + wanted
        return b"<%sc%s%s" % (self._p, changed, raw[len(self._p) + 2 + len(head) :])

    def _cell(self, row: int, column: int, style: int, value: Value | Keep, yellow: bool) -> bytes:
        asked = None if isinstance(value, Keep) else value
        stored = values.to_write(asked, pattern=self._styles.pattern(style), from_1904=self._sheet.book.from_1904)
        text = isinstance(stored, str)
        quoted = text and values.looks_like_formula(str(stored))
        if yellow or quoted:
            style = self._styles.like(style, yellow=yellow, quoted=quoted)
        start = b'<%sc r="%s%d" s="%d"' % (self._p, letters(column).encode(), row, style)
        if stored is None:
            return start + b"/>"
        if isinstance(stored, bool):
            return b'%s t="b"><%sv>%d</%sv></%sc>' % (start, self._p, stored, self._p, self._p)
        if isinstance(stored, str):
            space = b' xml:space="preserve"' if stored != stored.strip() or "\n" in stored else b""
            return b"".join((start, b' t="inlineStr">', self._is, space, b">", write_cell_text(stored), self._closed))
        return b"%s><%sv>%s</%sv></%sc>" % (start, self._p, repr(stored).encode(), self._p, self._p)

    def _added(self, new: int, above: int, step: int, asked: dict[int, tuple[Value | Keep, bool]]) -> bytes:
        """A row put in: formats, height and formulas of the row above."""
        head = with_attribute(_NOT_CARRIED.sub(b"", _SPANS.sub(b"", self._grid.head(above))), "r", str(new))
        out = []
        cells = self._grid.cells(above)
        for column in sorted(cells.keys() | asked.keys()):
            cell = cells.get(column)
            value, yellow = asked.get(column, NOTHING)
            style = cell.style if cell else self._style(above, column)
            text = self._sheet.formula_text(cell, above, column) if cell and cell.body else None
            if text is None:
                out.append(self._cell(new, column, style, value, yellow))
                continue
            if self._mover:
                text = self._mover(text, self._sheet.name, above)
            text = references.carried(text, rows=step)
            style = self._styles.like(style, yellow=yellow, quoted=False)
            out.append(
                b'<%sc r="%s%d" s="%d"><%sf>%s</%sf></%sc>'
                % (self._p, letters(column).encode(), new, style, self._p, write_text(text), self._p, self._p)
            )
        return self._row(head, out)
