"""What surrounds a sheet's rows, after rows were put in: merges, validations, formats, filters, breaks, anchors."""

import re
from collections.abc import Iterable

from lxml import etree

from xiangli.engines.book import a1
from xiangli.engines.book.asked import merges_after
from xiangli.engines.book.insertion import Insertion
from xiangli.engines.book.shapes import Span
from xiangli.engines.book.xlsx.names import Mover, local

AREAS = {
    "dimension": "ref", "autoFilter": "ref", "sortState": "ref", "sortCondition": "ref", "hyperlink": "ref", "dataValidation": "sqref", "conditionalFormatting": "sqref", "protectedRange": "sqref",
    "ignoredError": "sqref", "selection": "sqref", "cellWatch": "r", "inputCells": "r", "table": "ref",
    "comment": "ref", "threadedComment": "ref", "pivotArea": "ref", "location": "ref",
}  # fmt: skip
"""Elements that name areas of their sheet, and the attribute that does."""
STAYING = {"hyperlink", "selection", "comment", "threadedComment", "cellWatch", "inputCells", "location"}
"""Of these the ones that do not grow over rows put in right below them."""
FORMULAS = {"f", "formula", "formula1", "formula2"}
FORMULA_MARKS = ("fmlaLink", "fmlaRange", "fmlaMacro", "fmlaTxbx", "fmlaGroup", "linkedCell", "listFillRange")


def moved_areas(text: str, insertion: Insertion, *, grow: bool) -> str:
    """A list of areas after rows were put in."""
    moved = []
    for part in text.split():
        span = a1.area(part)
        moved.append(a1.written(insertion.span(span, grow=grow)) if span else part)
    return " ".join(moved)


def areas_moved(root: etree._Element, insertion: Insertion) -> bool:
    """Move what names areas by attribute or, in extensions, by text; whether anything moved."""
    changed = False
    for one in root.iter():
        name = local(one)
        mark = AREAS.get(name)
        if mark and (text := one.get(mark)):
            moved = moved_areas(text, insertion, grow=name not in STAYING)
            changed |= _set(one, mark, moved)
        if name == "selection" and (active := one.get("activeCell")):
            changed |= _set(one, "activeCell", moved_areas(active, insertion, grow=False))
        if name == "sqref" and one.text:
            moved = moved_areas(one.text, insertion, grow=True)
            changed, one.text = changed or moved != one.text, moved
        if name == "brk" and one.getparent() is not None and local(one.getparent()) == "rowBreaks":
            below = int(one.get("id", "0")) + 1
            changed |= _set(one, "id", str(insertion.row(below) - 1))
    return changed


def _set(one: etree._Element, mark: str, text: str) -> bool:
    if one.get(mark) == text:
        return False
    one.set(mark, text)
    return True


def formulas_moved(root: etree._Element, own: str, mover: Mover) -> bool:
    """Move the references of every formula in a tree; whether any moved."""
    changed = False
    for one in root.iter():
        name = local(one)
        if name in FORMULAS and one.text:
            moved = mover(one.text, own, None)
            changed, one.text = changed or moved != one.text, moved
        if name == "hyperlink" and (place := one.get("location")):
            changed |= _set(one, "location", mover(place, own, None))
        for mark in FORMULA_MARKS:
            if text := one.get(mark):
                changed |= _set(one, mark, mover(text, own, None))
    return changed


def merges_moved(root: etree._Element, merges: Iterable[Span], insertion: Insertion) -> None:
    """Write the merged areas of ``merges_after`` into a sheet."""
    box = next((one for one in root if local(one) == "mergeCells"), None)
    if box is None or not len(box):
        return
    after = merges_after(merges, insertion)
    for _ in after[len(box) :]:
        etree.SubElement(box, box[0].tag)
    for one, span in zip(box, after, strict=True):
        one.set("ref", a1.written(span))
    box.set("count", str(len(box)))


def anchors_moved(data: bytes, root: etree._Element, insertion: Insertion) -> bytes:
    """Pictures, boxes, charts and controls go along with the rows they stand on, unless they are fixed to the page.

    ``root`` is the tree of ``data``; rows are written back into the bytes, all else stays as it is.
    """
    rows: list[tuple[str, str]] = []
    for one in root.iter():
        if (
            local(one) == "row"
            and one.text
            and one.getparent() is not None
            and local(one.getparent()) in ("from", "to")
        ):
            old = int(one.text)
            rows.append((one.text, str(_anchored(one, old, insertion))))
    moving = iter(rows)

    def change(found: re.Match[bytes]) -> bytes:
        old, new = next(moving)
        return found[1] + new.encode() + found[3] if found[2].decode() == old else found[0]

    if all(old == new for old, new in rows):
        return data
    return re.sub(rb"(<(?:\w+:)?row\s*>\s*)(\d+)(\s*</)", change, data)


def _anchored(one: etree._Element, old: int, insertion: Insertion) -> int:
    side = one.getparent()
    anchor = side.getparent()
    how = anchor.get("editAs", "twoCell") if anchor is not None else "twoCell"
    if how == "absolute":
        return old
    if local(side) == "to" and how == "oneCell":
        first = next((int(row.text) for row in anchor.iter("{*}row") if row.text), old)
        return old + insertion.row(first + 1) - 1 - first
    return insertion.row(old + 1) - 1


def drawn_notes_moved(data: bytes, insertion: Insertion) -> bytes:
    """The drawing of comments and old controls: VML, which is not always well formed, so taken as text."""

    def row(found: re.Match[bytes]) -> bytes:
        return found[1] + str(insertion.row(int(found[2]) + 1) - 1).encode() + found[3]

    def anchor(found: re.Match[bytes]) -> bytes:
        numbers = [part.strip() for part in found[2].decode().split(",")]
        if len(numbers) == 8 and all(part.lstrip("-").isdigit() for part in numbers):
            top, bottom = int(numbers[2]), int(numbers[6])
            shift = insertion.row(top + 1) - 1 - top
            numbers[2], numbers[6] = str(top + shift), str(bottom + shift)
        return found[1] + ", ".join(numbers).encode() + found[3]

    data = re.sub(rb"(<(?:\w+:)?Row>\s*)(\d+)(\s*</)", row, data)
    return re.sub(rb"(<(?:\w+:)?Anchor>)([^<]*)(</)", anchor, data)
