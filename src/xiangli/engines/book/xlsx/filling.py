"""The package with values, yellow grounds and new rows."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from xiangli.engines.book import references
from xiangli.engines.book.errors import BookError
from xiangli.engines.book.insertion import Insertion
from xiangli.engines.book.shapes import Change
from xiangli.engines.book.xlsx.rows import Rows, wanted

if TYPE_CHECKING:
    from xiangli.engines.book.xlsx.book import XlsxBook
    from xiangli.engines.book.xlsx.sheet import XlsxSheet


def filled(book: "XlsxBook", changes: Mapping[str, Change]) -> bytes:
    """The package's bytes; parts that no change concerns are as they were."""
    parts: dict[str, bytes | None] = {}
    insertions: dict[str, Insertion] = {}
    for name, change in changes.items():
        sheet = book.sheet(name)
        if sheet is None:
            raise BookError("value", f"没有叫“{name}”的工作表。", name=book.name)
        insertions[sheet.name] = _insertion(book, sheet, change)

    moving = {name: one for name, one in insertions.items() if one}

    def mover(text: str, own: str, row: int | None) -> str:
        for target, insertion in moving.items():
            text = references.moved(text, own=own, target=target, insertion=insertion, row=row)
        return text

    for name, change in changes.items():
        sheet = book.sheet(name)
        assert sheet is not None
        insertion = insertions[sheet.name]
        asked = wanted(sheet, change, insertion)
        if asked or insertion:
            grid = sheet.grid
            rows = Rows(sheet, insertion, mover if moving else None).written(asked)
            before, after = grid.data[: grid.start], grid.data[grid.end :]
            if before.endswith(b"/>"):
                before, after = before[:-2].rstrip() + b">", b"</%ssheetData>" % grid.tags.prefix + after
            parts[sheet.part] = before + rows + after
    if book.styles.changed:
        parts[book.styles_part] = book.styles.written()
    return book.package.written(parts)


def _insertion(book: "XlsxBook", sheet: "XlsxSheet", change: Change) -> Insertion:
    try:
        return Insertion(change.inserted)
    except ValueError:
        raise BookError("value", "第一行上面不能加行。", name=book.name, sheet=sheet.name) from None
