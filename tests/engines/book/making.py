"""Workbooks for these tests, made here; everybody in them is invented."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping

import xlwt
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from PIL import Image as Drawn

LIST = "名册"
FIRST, LAST, FOOT, NOTE = 5, 8, 9, 10
"""Rows of the list, of its total, and of the note below."""


def picture(colour: tuple[int, int, int] = (200, 30, 30)) -> io.BytesIO:
    out = io.BytesIO()
    Drawn.new("RGB", (24, 24), colour).save(out, "PNG")
    out.seek(0)
    return out


def list_form() -> bytes:
    """A form with a list of four rows, a total, a note, and what else may stand on a sheet."""
    book = Workbook()
    sheet = book.active
    sheet.title = LIST
    words = book.create_sheet("字典")
    words.sheet_state = "hidden"
    for row, word in enumerate(("健在", "外出", "失联"), 1):
        words.cell(row, 1, word)
    total = book.create_sheet("汇总")
    total["A1"] = f"={LIST}!C{FOOT}+SUM({LIST}!C{FIRST}:C{LAST})"
    total["A2"] = "=A1*2"
    other = book.create_sheet("无关")
    other["A1"] = "不动"
    other["B1"] = "=1+1"
    thin = Side(style="thin")
    box = Border(left=thin, right=thin, top=thin, bottom=thin)
    sheet["A1"] = "甲村人员名册"
    sheet["A1"].font = Font(name="宋体", size=18, bold=True)
    sheet.merge_cells("A1:F1")
    sheet["A2"] = f'="共"&COUNTA(B{FIRST}:B{LAST})&"人"'
    for column, head in enumerate(("序号", "姓名", "亩数", "折算", "状态", "身份证号"), 1):
        sheet.cell(4, column, head).fill = PatternFill("solid", fgColor="FFDDEBF7")
    for row in range(FIRST, LAST + 1):
        sheet.row_dimensions[row].height = 22
        for column in range(1, 7):
            cell = sheet.cell(row, column)
            cell.border, cell.alignment = box, Alignment(horizontal="center")
        sheet.cell(row, 4, f"=C{row}*1.5")
        sheet.cell(row, 6).number_format = "@"
    sheet.cell(FOOT, 1, "合计")
    sheet.cell(FOOT, 3, f"=SUM(C{FIRST}:C{LAST})")
    sheet.cell(FOOT, 4, f"=SUM(D{FIRST}:D{LAST})")
    sheet.merge_cells(start_row=FOOT, start_column=1, end_row=FOOT, end_column=2)
    sheet.cell(NOTE, 1, "注：不得改动表样。")
    sheet.merge_cells(start_row=NOTE, start_column=1, end_row=NOTE, end_column=6)
    furnish(sheet)
    book.defined_names["亩数"] = DefinedName("亩数", attr_text=f"{LIST}!$C${FIRST}:$C${LAST}")
    out = io.BytesIO()
    book.save(out)
    return with_parts(
        out.getvalue(),
        add={
            "xl/printerSettings/printerSettings1.bin": bytes(range(256)),
            "customXml/item1.xml": b"<own><kept/></own>",
        },
    )


def furnish(sheet) -> None:
    """Validations, formats, notes, pictures and settings of print."""
    for area, formula in ((f"E{FIRST}:E{LAST}", "字典!$A$1:$A$3"), (f"A{FIRST}:A{LAST}", '"一,二,三"')):
        rule = DataValidation(type="list", formula1=formula, allow_blank=True)
        rule.add(area)
        sheet.add_data_validation(rule)
    sheet.conditional_formatting.add(
        f"B{FIRST}:B{LAST}",
        FormulaRule(formula=[f"COUNTIF($B${FIRST}:$B${LAST},B{FIRST})>1"], font=Font(color="FFFF0000")),
    )
    sheet["B4"].comment = Comment("按户口簿填", "民政办")
    sheet.cell(FOOT, 3).comment = Comment("自动合计", "民政办")
    sheet.add_image(Image(picture()), "A1")
    sheet.add_image(Image(picture((30, 30, 200))), f"E{NOTE + 2}")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=FIRST, max_row=LAST))
    sheet.add_chart(chart, f"A{NOTE + 4}")
    sheet.column_dimensions["B"].width = 14
    sheet.column_dimensions["F"].hidden = True
    sheet.freeze_panes = f"A{FIRST}"
    sheet.print_area = f"A1:F{NOTE}"
    sheet.print_title_rows = "4:4"
    sheet.page_setup.orientation = "landscape"
    sheet.row_breaks.append(Break(id=FOOT))
    sheet.auto_filter.ref = f"A4:F{LAST}"
    sheet.protection.sheet = True
    sheet.protection.password = "abcd"


def parts(data: bytes) -> dict[str, bytes]:
    """All parts of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_parts(
    data: bytes,
    *,
    add: Mapping[str, bytes] | None = None,
    change: Mapping[str, Callable[[bytes], bytes]] | None = None,
) -> bytes:
    """A package with parts added or changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            change_it = (change or {}).get(info.filename)
            body = old.read(info)
            new.writestr(info, change_it(body) if change_it else body, zipfile.ZIP_DEFLATED)
        for name, body in (add or {}).items():
            new.writestr(name, body)
    return out.getvalue()


def replaced(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """A change of a part that must find what it replaces."""

    def change(data: bytes) -> bytes:
        assert old in data, f"{old!r} is not there"
        return data.replace(old, new)

    return change


def small(values: Mapping[str, object], name: str = "表") -> bytes:
    """A workbook of one sheet."""
    book = Workbook()
    book.active.title = name
    for place, value in values.items():
        book.active[place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def old_form() -> bytes:
    """An .xls with a list of four rows, a total, a second sheet and settings of print."""
    book = xlwt.Workbook()
    sheet, total = book.add_sheet(LIST), book.add_sheet("汇总")
    head = xlwt.easyxf(
        "font: bold on, name 黑体; pattern: pattern solid, fore_colour light_turquoise; borders: left thin"
    )
    text, plain = xlwt.easyxf(num_format_str="@"), xlwt.easyxf("borders: left thin, right thin; align: horiz center")
    sheet.write_merge(0, 0, 0, 4, "甲村人员名册", head)
    for column, word in enumerate(("序号", "姓名", "亩数", "折算", "身份证号")):
        sheet.write(3, column, word, head)
    for row in range(FIRST - 1, LAST):
        sheet.row(row).height_mismatch, sheet.row(row).height = True, 440
        for column in (0, 1, 2):
            sheet.write(row, column, None, plain)
        sheet.write(row, 3, xlwt.Formula(f"C{row + 1}*1.5"), plain)
        sheet.write(row, 4, None, text)
    sheet.write(FOOT - 1, 0, "合计")
    sheet.write(FOOT - 1, 2, xlwt.Formula(f"SUM(C{FIRST}:C{LAST})"))
    sheet.write_merge(NOTE - 1, NOTE - 1, 0, 4, "注：不得改动表样。")
    total.write(0, 0, xlwt.Formula(f"'{LIST}'!C{FOOT}+SUM('{LIST}'!C{FIRST}:C{LAST})"))
    sheet.col(1).width, sheet.col(4).hidden = 14 * 256, True
    sheet.panes_frozen, sheet.horz_split_pos = True, 4
    sheet.portrait, sheet.header_str, sheet.footer_str = False, b"&CList", b"&P"
    sheet.horz_page_breaks = [(FOOT, 0, 255)]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_part(data: bytes, number: int = 1) -> str:
    """Markup of a sheet."""
    return parts(data)[f"xl/worksheets/sheet{number}.xml"].decode()


def attribute(markup: str, element: str, name: str) -> list[str]:
    """Values of an attribute of all elements of a name."""
    return re.findall(rf'<{element}\b[^>]*?\b{name}="([^"]*)"', markup)
