"""Cover and catalogue of a folder, as DA/T 22 has them: number, paper's number, author, title, date, pages, remarks."""

import io
from collections.abc import Sequence
from dataclasses import astuple, dataclass

import docx
import openpyxl
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from xiangli.archive.rules import TERMS, Kept, Rule
from xiangli.documents.word.shape import dress
from xiangli.documents.word.write import grid, steady
from xiangli.matters.names import Names
from xiangli.matters.reads.one import Whole
from xiangli.matters.reads.paper_words import day

HEADS = ("件号", "文号", "责任者", "题名", "日期", "页数", "备注")
WIDTHS = (12, 36, 38, 40, 20, 12, 14)
"""In millimetres; the pages are counted when the papers are bound."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the catalogue; ``date`` in eight digits."""

    number: int
    paper_number: str
    author: str
    title: str
    date: str
    pages: str = ""
    remark: str = ""

    def cells(self) -> tuple[str, ...]:
        """As text, in the order of HEADS."""
        return tuple(str(cell) for cell in astuple(self))


def catalogue_word(whole: Whole, rows: Sequence[Row]) -> bytes:
    """The catalogue as DOCX."""
    document = docx.Document()
    dress(document)
    document.add_paragraph("卷内文件目录", style="文书标题")
    document.add_paragraph(f"编号：{whole.matter.number}", style="文书编号")
    grid(document, HEADS, [row.cells() for row in rows], WIDTHS)
    return _saved(document, whole)


def cover(whole: Whole, rule: Rule, kept: Kept, code: str, called: Names, pieces: int) -> bytes:
    """The cover: whose, what, from when to when, how long kept and by which rule."""
    row, document = whole.matter, docx.Document()
    dress(document)
    document.add_paragraph(called.office(row.owner), style="版头")
    document.add_paragraph("案　卷", style="文书标题")
    ended = day(row.ended_at) or "（未办结）"
    pairs = (
        ("题名", row.title), ("编号", row.number), ("归档号", code), ("起止日期", f"{day(row.opened_at)} 至 {ended}"),
        ("件数", f"{pieces} 件"), ("保管期限", TERMS[kept.term][0]), ("期限依据", f"{kept.what}。{rule.where}"),
        ("本单位档号", "＿" * 10), ("立卷人", "＿" * 10), ("检查人", "＿" * 10),
    )  # fmt: skip
    grid(document, ("项目", "内容"), pairs, (32, 124))
    return _saved(document, whole)


def _saved(document: object, whole: Whole) -> bytes:
    properties = document.core_properties  # type: ignore[attr-defined]
    stamp = (whole.matter.ended_at or whole.matter.opened_at).replace(tzinfo=None, microsecond=0)
    properties.author, properties.created, properties.modified = "", stamp, stamp
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return steady(out.getvalue())


def catalogue_sheet(title: str, rows: Sequence[Row]) -> bytes:
    """The catalogue as XLSX, set to print on A4 with its head on every page."""
    return table_sheet(title, HEADS, [row.cells() for row in rows], WIDTHS)


def table_sheet(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> bytes:
    """A sheet with a title, a head and rows of text; ``widths`` in millimetres."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "目录"
    sheet.append([title])
    sheet.append(list(heads))
    for row in rows:
        sheet.append(list(row))
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(heads))
    sheet["A1"].font, sheet["A1"].alignment = Font(name="黑体", size=16), Alignment(horizontal="center")
    sheet["A1"].data_type = "s"  # somebody's title may begin with an equals sign
    line = Side(style="thin")
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            cell.data_type = "s"
            cell.font = Font(name="黑体" if cell.row == 2 else "仿宋", size=11)
            cell.border = Border(line, line, line, line)
            cell.alignment = Alignment(wrap_text=True, vertical="center")
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width / 2
    sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = sheet.PAPERSIZE_A4, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "2:2"
    sheet.freeze_panes = "A3"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
