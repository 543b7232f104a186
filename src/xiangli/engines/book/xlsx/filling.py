"""The package with values, yellow grounds and new rows."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from lxml import etree

from xiangli.engines.book import references
from xiangli.engines.book.a1 import MOST_COLUMNS, MOST_ROWS
from xiangli.engines.book.asked import asked, insertions
from xiangli.engines.book.insertion import Insertion
from xiangli.engines.book.shapes import Change
from xiangli.engines.book.xlsx import frame, workbook
from xiangli.engines.book.xlsx.dependents import dependents
from xiangli.engines.book.xlsx.markup import read_text, write_text
from xiangli.engines.book.xlsx.package import parsed
from xiangli.engines.book.xlsx.rows import Rows
from xiangli.engines.book.xlsx.styles import Styles

if TYPE_CHECKING:
    from xiangli.engines.book.xlsx.book import XlsxBook
    from xiangli.engines.book.xlsx.sheet import XlsxSheet


def filled(book: "XlsxBook", changes: Mapping[str, Change]) -> bytes:
    """The package's bytes; parts that no change concerns are as they were. Raises BookError."""
    return Filling(book, changes).written()


class Filling:
    """One filling of one book."""

    def __init__(self, book: "XlsxBook", changes: Mapping[str, Change]) -> None:
        self._book, self._package = book, book.package
        self._styles = Styles(book.styles.data)
        self._parts: dict[str, bytes | None] = {}
        self._changes = {one[0].name: one for one in insertions(book, changes)}
        self._moving = {name: one[2] for name, one in self._changes.items() if one[2]}

    def _mover(self, text: str, own: str, row: int | None) -> str:
        for target, insertion in self._moving.items():
            text = references.moved(text, own=own, target=target, insertion=insertion, row=row)
        return text

    def _part(self, part: str) -> bytes:
        return self._parts.get(part) or self._package.xml(part)

    def written(self) -> bytes:
        touched = False
        for sheet, change, insertion in self._changes.values():
            wanted = asked(
                change,
                merges=sheet.merges,
                insertion=insertion,
                rows=MOST_ROWS,
                columns=MOST_COLUMNS,
                name=self._book.name,
                sheet=sheet.name,
            )
            if wanted or insertion:
                touched = True
                mover = self._mover if self._moving else None
                self._sheet(sheet, Rows(sheet, insertion, self._styles, mover).written(wanted))
        if touched:
            for sheet in dependents(self._book.all_sheets, set(self._changes), self._book.names):
                self._other_sheet(sheet)
        if self._moving:
            for sheet, _, insertion in self._changes.values():
                if insertion:
                    self._belongings(sheet, insertion)
            self._charts()
            self._drop_chain()
        if touched:
            self._workbook()
        if self._styles.changed:
            self._parts[self._book.styles_part] = self._styles.written()
        return self._package.written(self._parts)

    def _sheet(self, sheet: "XlsxSheet", rows: bytes) -> None:
        grid, insertion = sheet.grid, self._moving.get(sheet.name)
        if not self._moving:
            before, after = grid.data[: grid.start], grid.data[grid.end :]
        else:
            before, after = self._frame(sheet, insertion)
        if before.endswith(b"/>"):
            before, after = before[:-2].rstrip() + b">", b"</%ssheetData>" % grid.tags.prefix + after
        self._parts[sheet.part] = before + rows + after

    def _frame(self, sheet: "XlsxSheet", insertion: Insertion | None) -> tuple[bytes, bytes]:
        """What stands before and after the rows, moved."""
        grid = sheet.grid
        bare = grid.data[: grid.start] + grid.data[grid.end :]
        root = parsed(bare, part=sheet.part, name=self._book.name)
        changed = frame.formulas_moved(root, sheet.name, self._mover)
        if insertion:
            changed |= frame.areas_moved(root, insertion)
            frame.merges_moved(root, sheet.merges, insertion)
            for anchored in root.iter("{*}row"):
                if anchored.text and frame.local(anchored.getparent()) in ("from", "to"):
                    anchored.text = str(insertion.row(int(anchored.text) + 1) - 1)
        if not changed and not insertion:
            return grid.data[: grid.start], grid.data[grid.end :]
        declared = re.match(rb"\s*<\?xml[^>]*\?>\s*", bare)
        data = (declared[0] if declared else b"") + etree.tostring(root, encoding="UTF-8", xml_declaration=False)
        opened = grid.tags.data.search(data)
        assert opened is not None
        if data[opened.end() - 2 : opened.end()] == b"/>":
            return data[: opened.end()], data[opened.end() :]
        return data[: opened.end()], data[opened.end() :]

    def _may_name_moved(self, data: bytes) -> bool:
        return any(write_text(name) in data or name.encode() in data for name in self._moving)

    def _other_sheet(self, sheet: "XlsxSheet") -> None:
        """A sheet without changes of its own whose formulas point to values that changed or rows that moved."""
        rows = Rows(sheet, Insertion(), self._styles, self._mover if self._moving else None).written({})
        grid = sheet.grid
        before, after = self._frame(sheet, None)
        if before.endswith(b"/>"):
            rows = b""
        data = before + rows + after
        if data != grid.data:
            self._parts[sheet.part] = data

    def _belongings(self, sheet: "XlsxSheet", insertion: Insertion) -> None:
        """Parts that belong to one sheet and name its rows."""
        for kind in ("comments", "threadedComment", "table", "pivotTable"):
            for part in self._book.parts_of(sheet.part, kind):
                root = self._package.tree(part)
                if frame.areas_moved(root, insertion):
                    self._parts[part] = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
        for part in self._book.parts_of(sheet.part, "drawing"):
            data = self._part(part)
            moved = frame.anchors_moved(data, parsed(data, part=part, name=self._book.name), insertion)
            if moved != data:
                self._parts[part] = moved
        for part in self._book.parts_of(sheet.part, "vmlDrawing"):
            data = self._package.read(part)
            moved = frame.drawn_notes_moved(data, insertion)
            if moved != data:
                self._parts[part] = moved

    def _charts(self) -> None:
        """Charts and controls point to cells by formula; a pivot's source is an area of a named sheet."""
        for part in self._package.names:
            if re.fullmatch(r"xl/(charts|ctrlProps|drawings)/[^/]+\.xml", part) and self._may_name_moved(
                self._part(part)
            ):
                data = self._part(part)
                self._keep(part, data, re.sub(rb"(<((?:\w+:)?f)>)([^<]+)(</\2>)", self._formula, data))
                data = self._part(part)
                self._keep(part, data, re.sub(rb"((?:fmla\w+|textlink)=\")([^\"]+)(\")", self._mark, data))
            elif re.fullmatch(r"xl/pivotCache/pivotCacheDefinition\d*\.xml", part):
                root = self._package.tree(part)
                for source in root.iter("{*}worksheetSource"):
                    insertion, ref = self._moving.get(source.get("sheet", "")), source.get("ref")
                    if insertion and ref:
                        source.set("ref", frame.moved_areas(ref, insertion, grow=True))
                        self._parts[part] = etree.tostring(
                            root, encoding="UTF-8", xml_declaration=True, standalone=True
                        )

    def _keep(self, part: str, old: bytes, new: bytes) -> None:
        if new != old:
            self._parts[part] = new

    def _formula(self, found: re.Match[bytes]) -> bytes:
        return found[1] + write_text(self._mover(read_text(found[3]), "", None)) + found[4]

    def _mark(self, found: re.Match[bytes]) -> bytes:
        moved = write_text(self._mover(read_text(found[2]), "", None)).replace(b'"', b"&quot;")
        return found[1] + moved + found[3]

    def _drop_chain(self) -> None:
        """The order of reckoning names cells that moved; programs make it anew."""
        chain = next((part for part in self._package.names if part.endswith("/calcChain.xml")), None)
        if chain is None:
            return
        folder, _, base = self._book.main.rpartition("/")
        relations = f"{folder}/_rels/{base}.rels"
        self._parts[chain] = None
        self._parts[relations] = workbook.without_part(self._part(relations), "Target", "calcChain.xml")
        types = "[Content_Types].xml"
        self._parts[types] = workbook.without_part(self._part(types), "PartName", "calcChain.xml")

    def _workbook(self) -> None:
        main = self._book.main
        data = old = self._package.xml(main)
        if self._moving:
            data = workbook.names_moved(
                data, [one.get("name", "") for one in self._book.tree.iter("{*}sheet")], self._mover
            )
        if any(re.search(rb"<%sf[\s>/]" % one.grid.tags.prefix, one.grid.data) for one in self._book.all_sheets):
            data = workbook.reckoned_anew(data)
        if data != old:
            self._parts[main] = data
