"""Forms made in the test, as a department would send them."""

import io
from collections.abc import Sequence
from typing import Any

import openpyxl
from openpyxl.worksheet.datavalidation import DataValidation


def form(
    rows: Sequence[Sequence[Any]], *, merges: Sequence[str] = (), items: dict[str, str] | None = None, blank: int = 0
) -> bytes:
    """A workbook of one sheet; ``items``: range → its pull-down; ``blank``: bordered rows left to be filled."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "表"
    for row in rows:
        sheet.append(list(row))
    for one in merges:
        sheet.merge_cells(one)
    for n in range(blank):
        sheet.cell(len(rows) + 1 + n, 1).number_format = "0"
    for cells, allowed in (items or {}).items():
        told = DataValidation(type="list", formula1=f'"{allowed}"')
        sheet.add_data_validation(told)
        told.add(cells)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def cells(data: bytes) -> list[list[Any]]:
    """The values of a workbook's first sheet."""
    return [[c.value for c in row] for row in openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].iter_rows()]


def ground(data: bytes, at: str) -> str:
    """The colour of a cell's ground."""
    return str(openpyxl.load_workbook(io.BytesIO(data)).worksheets[0][at].fill.fgColor.rgb)
