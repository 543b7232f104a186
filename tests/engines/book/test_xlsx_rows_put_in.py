"""Rows put into a list: everything that names a row moves along, and what spans the list grows."""

import io

from openpyxl import load_workbook

from tests.engines.book.making import (
    FIRST,
    FOOT,
    LAST,
    LIST,
    NOTE,
    attribute,
    list_form,
    parts,
    replaced,
    sheet_part,
    small,
    with_parts,
)
from tests.engines.book.office import opened
from xiangli.engines.book import Change, open_book

MORE = 3
ROWS = {
    (FIRST + step, column): value
    for step in range(LAST - FIRST + 1 + MORE)
    for column, value in ((2, f"张{step}"), (3, 10 + step))
}
GROWN = Change(values=ROWS, inserted=[(FOOT, MORE)])


def grown(sent: bytes | None = None) -> bytes:
    return open_book(sent or list_form(), name="表.xlsx").filled({LIST: GROWN})


def sheet_of(data: bytes):
    return load_workbook(io.BytesIO(data))[LIST]


def test_totals_count_the_new_rows_and_formulas_of_the_list_are_carried_down():
    sheet = sheet_of(grown())
    assert [sheet.cell(FOOT + MORE, column).value for column in (1, 3, 4)] == [
        "合计", f"=SUM(C{FIRST}:C{LAST + MORE})", f"=SUM(D{FIRST}:D{LAST + MORE})",
    ]  # fmt: skip
    for row in range(FIRST, LAST + MORE + 1):
        assert sheet.cell(row, 4).value == f"=C{row}*1.5"
    assert sheet["A2"].value == f'="共"&COUNTA(B{FIRST}:B{LAST + MORE})&"人"'


def test_formulas_of_other_sheets_and_defined_names_follow():
    book = load_workbook(io.BytesIO(grown()))
    assert book["汇总"]["A1"].value == f"={LIST}!C{FOOT + MORE}+SUM({LIST}!C{FIRST}:C{LAST + MORE})"
    assert book.defined_names["亩数"].attr_text == f"{LIST}!$C${FIRST}:$C${LAST + MORE}"
    assert book[LIST].print_area.replace("$", "").endswith(f"A1:F{NOTE + MORE}")
    assert book[LIST].print_title_rows == "$4:$4"


def test_new_rows_are_like_the_row_above_them():
    sheet = sheet_of(grown())
    for row in range(LAST + 1, LAST + MORE + 1):
        assert sheet.row_dimensions[row].height == 22
        for column in range(1, 7):
            assert sheet.cell(row, column)._style == sheet.cell(LAST, column)._style
    assert sheet.row_dimensions[FOOT + MORE].height is None


def test_merges_validations_and_conditional_formats_move_or_grow():
    sheet = sheet_of(grown())
    assert {str(area) for area in sheet.merged_cells.ranges} == {
        "A1:F1",
        f"A{FOOT + MORE}:B{FOOT + MORE}",
        f"A{NOTE + MORE}:F{NOTE + MORE}",
    }
    assert {str(rule.sqref) for rule in sheet.data_validations.dataValidation} == {
        f"E{FIRST}:E{LAST + MORE}",
        f"A{FIRST}:A{LAST + MORE}",
    }
    (area,) = sheet.conditional_formatting
    assert str(area.sqref) == f"B{FIRST}:B{LAST + MORE}"
    assert area.rules[0].formula == [f"COUNTIF($B${FIRST}:$B${LAST + MORE},B{FIRST})>1"]
    assert sheet.auto_filter.ref == f"A4:F{LAST + MORE}"
    assert [one.id for one in sheet.row_breaks.brk] == [FOOT + MORE]
    assert (sheet.freeze_panes, sheet.protection.sheet, sheet.column_dimensions["F"].hidden) == (
        f"A{FIRST}",
        True,
        True,
    )


def test_comments_pictures_and_charts_go_along():
    back = grown()
    sheet = sheet_of(back)
    assert sheet["B4"].comment.text == "按户口簿填"
    assert sheet.cell(FOOT + MORE, 3).comment.text == "自动合计"
    rows = sorted(anchor.anchor._from.row for anchor in sheet._images)
    assert rows == [0, NOTE + 1 + MORE]
    made = parts(back)
    chart = next(body for name, body in made.items() if name.startswith("xl/charts/chart"))
    assert f"$C${FIRST}:$C${LAST + MORE}".encode() in chart
    drawn = next(body for name, body in made.items() if name.endswith(".vml")).decode()
    assert f"Row>{FOOT - 1 + MORE}<" in drawn and "Row>3<" in drawn
    before = parts(list_form())
    assert {name: before[name] for name in before if "media" in name} == {
        name: made[name] for name in made if "media" in name
    }


def test_a_drawing_whose_anchors_stay_is_byte_for_byte_the_same():
    form = parts(list_form())
    drawing = next(name for name in form if name.startswith("xl/drawings/drawing"))
    back = open_book(list_form(), name="x").filled({LIST: Change(inserted=[(NOTE + 40, 2)])})
    assert parts(back)[drawing] == form[drawing]


def test_rows_between_two_of_the_list_and_at_several_places():
    change = Change(values={(FIRST + 2, 2): "新"}, inserted=[(FIRST + 2, 1), (FOOT, 2)])
    sheet = sheet_of(open_book(list_form(), name="x").filled({LIST: change}))
    assert sheet.cell(FIRST + 2, 2).value == "新"
    assert sheet.cell(FOOT + 3, 3).value == f"=SUM(C{FIRST}:C{LAST + 3})"
    assert [sheet.cell(row, 4).value for row in range(FIRST, LAST + 4)] == [
        f"=C{row}*1.5" for row in range(FIRST, LAST + 4)
    ]


def test_a_running_total_does_not_grow_but_a_share_of_the_whole_does():
    sent = small(
        {
            "A1": "数",
            "A2": 1,
            "A3": 2,
            "B2": "=SUM(A$2:A2)",
            "B3": "=SUM(A$2:A3)",
            "C2": "=A2/SUM(A$2:A$3)",
            "C3": "=A3/SUM(A$2:A$3)",
            "A4": "=SUM(A2:A3)",
        }
    )
    sheet = load_workbook(
        io.BytesIO(open_book(sent, name="x").filled({"表": Change(values={(4, 1): 3}, inserted=[(4, 1)])}))
    )["表"]
    assert [sheet[f"B{row}"].value for row in (2, 3, 4)] == ["=SUM(A$2:A2)", "=SUM(A$2:A3)", "=SUM(A$2:A4)"]
    assert [sheet[f"C{row}"].value for row in (2, 3, 4)] == [f"=A{row}/SUM(A$2:A$4)" for row in (2, 3, 4)]
    assert sheet["A5"].value == "=SUM(A2:A4)"


def test_what_only_looks_like_a_place_in_a_formula_stays():
    formulas = [
        '=IF(A3="A3:A9","见A3",LOG10(A3))', "=[1]表!A3+'[1]别 表'!A3", "=SUM(A:A)+ROW(3:3)", "=Q2中!A3+TAX2024X", "=表1[A3]",
    ]  # fmt: skip
    sent = small({"A1": "x", **{f"C{row}": text for row, text in enumerate(formulas, 10)}})
    back = open_book(sent, name="x").filled({"表": Change(inserted=[(2, 1)])})
    got = open_book(back, name="x").sheets[0]
    assert [got.formula(row, 3) for row in range(11, 16)] == [
        '=IF(A4="A3:A9","见A3",LOG10(A4))', "=[1]表!A3+'[1]别 表'!A3", "=SUM(A:A)+ROW(4:4)", "=Q2中!A3+TAX2024X", "=表1[A3]",
    ]  # fmt: skip


def test_formulas_shared_by_many_cells_are_told_and_moved_one_by_one():
    shared = (
        b'<c r="B2"><f t="shared" ref="B2:B4" si="0">A2*$A$6</f><v>0</v></c>', b'<c r="B3"><f t="shared" si="0"/><v>0</v></c>',
        b'<c r="B4"><f t="shared" si="0"/><v>0</v></c>',
    )  # fmt: skip
    rows = b"".join(
        b'<row r="%d"><c r="A%d"><v>%d</v></c>%s</row>' % (row, row, row, cell) for row, cell in enumerate(shared, 2)
    )
    sent = with_parts(
        small({"A1": "x"}),
        change={
            "xl/worksheets/sheet1.xml": lambda data: data.replace(
                b"</sheetData>", rows + b'<row r="6"><c r="A6"><v>9</v></c></row></sheetData>'
            )
        },
    )
    assert [open_book(sent, name="x").sheets[0].formula(row, 2) for row in (2, 3, 4)] == [
        f"=A{row}*$A$6" for row in (2, 3, 4)
    ]
    back = open_book(sent, name="x").filled({"表": Change(inserted=[(5, 2)])})
    assert [open_book(back, name="x").sheets[0].formula(row, 2) for row in range(2, 7)] == [
        f"=A{row}*$A$8" for row in range(2, 7)
    ]


def test_the_chain_of_reckoning_goes_when_cells_move_and_stays_when_not():
    chain = (
        b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="C9" i="1"/></calcChain>'
    )
    kind = b'<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"/></Types>'
    line = b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain" Target="calcChain.xml"/></Relationships>'
    sent = with_parts(
        list_form(),
        add={"xl/calcChain.xml": chain},
        change={
            "[Content_Types].xml": replaced(b"</Types>", kind),
            "xl/_rels/workbook.xml.rels": replaced(b"</Relationships>", line),
        },
    )
    assert (
        parts(open_book(sent, name="x").filled({LIST: Change(values={(FIRST, 2): "x"})}))["xl/calcChain.xml"] == chain
    )
    back = parts(grown(sent))
    assert "xl/calcChain.xml" not in back
    assert b"calcChain" not in back["[Content_Types].xml"] + back["xl/_rels/workbook.xml.rels"]


def test_pull_downs_of_later_excel_grow_too():
    later = (
        '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
        '<x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation type="list">'
        f"<x14:formula1><xm:f>字典!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>C{FIRST}:C{LAST}</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"
    ).encode()
    sent = with_parts(list_form(), change={"xl/worksheets/sheet1.xml": replaced(b"</worksheet>", later)})
    assert open_book(sent, name="x").sheets[0].items(LAST, 3) == ("健在", "外出", "失联")
    back = grown(sent)
    assert f"<xm:sqref>C{FIRST}:C{LAST + MORE}</xm:sqref>" in sheet_part(back)
    assert open_book(back, name="x").sheets[0].items(LAST + MORE, 3) == ("健在", "外出", "失联")


def test_cells_merged_across_in_the_last_row_are_merged_in_the_new_rows():
    form = load_workbook(io.BytesIO(list_form()))
    form[LIST].merge_cells(start_row=LAST, start_column=5, end_row=LAST, end_column=6)
    out = io.BytesIO()
    form.save(out)
    back = open_book(out.getvalue(), name="x").filled(
        {LIST: Change(values={(LAST + 2, 6): "外出"}, inserted=[(FOOT, 2)])}
    )
    assert {f"E{row}:F{row}" for row in (LAST, LAST + 1, LAST + 2)} <= {
        str(area) for area in sheet_of(back).merged_cells.ranges
    }
    assert sheet_of(back).cell(LAST + 2, 5).value == "外出"
    assert attribute(sheet_part(back), "mergeCells", "count") == ["6"]


def test_libreoffice_opens_the_file_and_reckons_what_rests_on_the_new_rows(tmp_path):
    book = opened(tmp_path, ("名册.xlsx", grown()))[0]
    total = sum(10 + step for step in range(LAST - FIRST + 1 + MORE))
    sheet = book[LIST]
    assert [sheet.cell(FOOT + MORE, column).value for column in (1, 3, 4)] == ["合计", total, total * 1.5]
    assert sheet["A2"].value == f"共{LAST - FIRST + 1 + MORE}人"
    assert [book["汇总"]["A1"].value, book["汇总"]["A2"].value] == [2 * total, 4 * total]
    assert len(sheet._images) == 2 and len(sheet._charts) == 1
