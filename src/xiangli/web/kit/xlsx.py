"""Any table as a workbook: what stands on the screen, one row a line, opened by WPS and Excel alike."""

import io
import re
from datetime import datetime
from urllib.parse import quote

from django.http import HttpResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from xiangli.web.kit.shapes import Link, Table

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST = 32_000
"""Characters of a cell; the format ends at 32,767."""
WIDTHS = (8, 60)


def workbook(table: Table) -> bytes:
    """The bytes of an .xlsx with one sheet. Text stays text: what begins with ``=`` is no formula, and nobody's macro."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", table.caption)[:31] or "1")
    sheet.freeze_panes = "A2"
    for number, column in enumerate(table.columns, 1):
        longest = max((len(str(plain(row[number - 1]))) for row in table.rows), default=0)
        width = min(max(len(column.head) * 2, longest * 1.6, WIDTHS[0]), WIDTHS[1])
        sheet.column_dimensions[get_column_letter(number)].width = width
    heads = []
    for column in table.columns:
        head = WriteOnlyCell(sheet, value=column.head)
        head.font = Font(bold=True)
        heads.append(head)
    sheet.append(heads)
    for row in table.rows:
        sheet.append([cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def plain(value: object) -> object:
    """A cell's value without its link; a moment without its zone, as the format knows none."""
    if isinstance(value, Link):
        value = value.label
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None, microsecond=0)
    return value


def cell(sheet: object, value: object) -> WriteOnlyCell:
    """One cell; text is marked as text."""
    value = plain(value)
    if isinstance(value, (int, float, datetime)) or value is None:
        made = WriteOnlyCell(sheet, value=value)
        if isinstance(value, datetime):
            made.number_format = "yyyy-mm-dd hh:mm"
        return made
    made = WriteOnlyCell(sheet, value=UNWRITABLE.sub("", str(value))[:LONGEST])
    made.data_type = "s"
    return made


def answer(table: Table, name: str) -> HttpResponse:
    """The workbook as a download called ``name`` (without ending)."""
    disposition = f"attachment; filename=\"list.xlsx\"; filename*=UTF-8''{quote(name)}.xlsx"
    return HttpResponse(workbook(table), content_type=KIND, headers={"Content-Disposition": disposition})
