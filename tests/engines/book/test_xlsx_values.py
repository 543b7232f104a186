"""Values and yellow grounds come into the same file; nothing else of it changes."""

import io
import time
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook

from tests.engines.book.making import FIRST, LIST, list_form, parts, replaced, small, with_parts
from xiangli.engines.book import BookError, Change, open_book


def filled(data: bytes, change: Change, sheet: str = LIST) -> bytes:
    return open_book(data, name="表.xlsx").filled({sheet: change})


def test_a_book_without_changes_comes_back_with_every_part_byte_for_byte():
    sent = list_form()
    assert parts(open_book(sent, name="表.xlsx").filled({})) == parts(sent)
    assert list(parts(open_book(sent, name="表.xlsx").filled({LIST: Change()}))) == list(parts(sent))


def test_only_the_sheet_the_formats_and_what_rests_on_the_sheet_change():
    sent = list_form()
    back = filled(sent, Change(values={(FIRST, 2): "胡辰亥"}, yellow={(FIRST, 3)}))
    before, after = parts(sent), parts(back)
    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    assert "xl/worksheets/sheet1.xml" in changed
    # sheet3 shows a total of the list: its kept results are gone, so that it is reckoned anew
    assert changed <= {"xl/worksheets/sheet1.xml", "xl/worksheets/sheet3.xml", "xl/styles.xml", "xl/workbook.xml"}
    for part in ("xl/worksheets/sheet4.xml", "xl/printerSettings/printerSettings1.bin", "customXml/item1.xml"):
        assert before[part] == after[part]
    assert [name for name in before if "media" in name or "drawing" in name]


def test_names_order_times_and_packing_of_the_parts_stay():
    import zipfile  # only this test looks into the zip itself

    sent = list_form()
    back = filled(sent, Change(values={(FIRST, 2): "胡辰亥"}))
    with zipfile.ZipFile(io.BytesIO(sent)) as old, zipfile.ZipFile(io.BytesIO(back)) as new:
        look = [(one.filename, one.date_time, one.compress_type) for one in old.infolist()]
        assert look == [(one.filename, one.date_time, one.compress_type) for one in new.infolist()]


def test_formats_only_gain_yellow_copies():
    sent = list_form()
    places = {(FIRST, 2), (FIRST, 3), (FIRST + 1, 2)}
    back = filled(sent, Change(yellow=places))
    old, new = load_workbook(io.BytesIO(sent))[LIST], load_workbook(io.BytesIO(back))[LIST]
    for row, column in places:
        was, now = old.cell(row, column), new.cell(row, column)
        assert now.fill.fill_type == "solid" and now.fill.fgColor.rgb == "FFFFFF00"
        for part in ("font", "border", "alignment", "number_format"):
            assert repr(getattr(now, part)) == repr(getattr(was, part))
    assert repr(new.cell(FIRST, 1).fill) == repr(old.cell(FIRST, 1).fill)
    before, after = parts(sent)["xl/styles.xml"].decode(), parts(back)["xl/styles.xml"].decode()
    assert after.count("<fill>") == before.count("<fill>") + 1
    assert before.split("<fills")[0] == after.split("<fills")[0]
    assert before.split("</cellXfs>")[1] == after.split("</cellXfs>")[1]


def test_a_second_filling_of_the_same_opened_book_knows_nothing_of_the_first():
    book = open_book(list_form(), name="表.xlsx")
    first = book.filled({LIST: Change(yellow={(FIRST, 2)})})
    assert book.filled({LIST: Change(yellow={(FIRST, 2)})}) == first
    assert parts(book.filled({})) == parts(list_form())


@pytest.mark.parametrize(
    "text", ["=1+1", "+8613900000000", "-5", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", '=HYPERLINK("x")']
)
def test_what_looks_like_a_formula_is_written_as_text_and_stays_text_when_typed_over(text):
    back = filled(small({"A1": "姓名"}), Change(values={(2, 1): text}), "表")
    cell = load_workbook(io.BytesIO(back))["表"]["A2"]
    assert cell.value == text or cell.value == text.lstrip("\t")
    assert cell.data_type == "s" or cell.value == text
    assert "<f>" not in parts(back)["xl/worksheets/sheet1.xml"].decode()
    assert cell.quotePrefix
    assert open_book(back, name="x").sheets[0].formula(2, 1) is None


def test_long_numbers_are_text_short_ones_numbers():
    values = {
        (2, 1): 439900195501012345,
        (2, 2): "439900195501012345",
        (2, 3): 12,
        (2, 4): 1.25,
        (2, 5): 4.399001955010123e17,
    }
    sheet = open_book(filled(small({"A1": "号"}), Change(values=values), "表"), name="x").sheets[0]
    assert [sheet.cell(2, column) for column in range(1, 5)] == ["439900195501012345", "439900195501012345", 12, 1.25]
    assert isinstance(sheet.cell(2, 5), str)


def test_days_are_numbers_only_where_the_cell_shows_days():
    book = Workbook()
    sheet = book.active
    sheet["A1"].number_format, sheet["B1"].number_format = 'yyyy"年"m"月"d"日"', "General"
    sheet["C1"].number_format = "yyyy-mm-dd"
    out = io.BytesIO()
    book.save(out)
    day, moment = date(1955, 1, 1), datetime(2026, 6, 30, 9, 30)  # noqa: DTZ001 - sheets know no zones
    change = Change(values={(1, 1): day, (1, 2): day, (1, 3): moment, (1, 4): moment})
    back = open_book(filled(out.getvalue(), change, "Sheet"), name="x").sheets[0]
    assert back.cell(1, 1) == day
    assert back.cell(1, 2) == "1955-01-01"
    assert back.cell(1, 3) == moment
    assert back.cell(1, 4) == "2026-06-30 09:30"


def test_text_keeps_its_blanks_lines_signs_and_odd_letters():
    texts = {
        1: "  两头空 ",
        2: "第一行\n第二行",
        3: '<a> & "b" ]]>',
        4: "𠮷𡋾",
        5: "_x0041_",
        6: "坏\x00字\x0b",
        7: "甲\r\n乙",
    }
    back = filled(small({"A1": "x"}), Change(values={(2, column): text for column, text in texts.items()}), "表")
    sheet = open_book(back, name="x").sheets[0]
    read = {column: sheet.cell(2, column) for column in texts}
    assert read == texts | {6: "坏字", 7: "甲\n乙"}
    plain = load_workbook(io.BytesIO(back))["表"]
    assert [plain.cell(2, column).value for column in (1, 2, 3, 4)] == [texts[column] for column in (1, 2, 3, 4)]


def test_a_value_inside_a_merged_area_goes_to_its_first_cell():
    sheet = open_book(filled(list_form(), Change(values={(1, 3): "乙村人员名册"}, yellow={(1, 5)})), name="x").sheets[0]
    assert sheet.cell(1, 1) == "乙村人员名册" and sheet.cell(1, 3) is None


def test_the_empty_rest_of_a_merged_area_does_not_empty_it():
    sheet = open_book(filled(list_form(), Change(values={(1, 1): "题", (1, 2): None, (1, 3): ""})), name="x").sheets[0]
    assert sheet.cell(1, 1) == "题"


def test_a_cell_with_a_formula_keeps_it_and_may_turn_yellow():
    back = filled(list_form(), Change(values={(FIRST, 4): 99}, yellow={(FIRST, 4)}))
    sheet = load_workbook(io.BytesIO(back))[LIST]
    assert sheet.cell(FIRST, 4).value == f"=C{FIRST}*1.5"
    assert sheet.cell(FIRST, 4).fill.fgColor.rgb == "FFFFFF00"


def test_none_empties_a_cell_and_keeps_its_format():
    sent = small({"A1": "x", "B1": 3})
    back = load_workbook(io.BytesIO(filled(sent, Change(values={(1, 1): None, (1, 2): ""}), "表")))["表"]
    assert back["A1"].value is None and back["B1"].value is None


def test_kept_results_of_formulas_that_rest_on_the_sheet_are_gone_and_the_book_asks_to_be_reckoned():
    sent = with_parts(
        list_form(),
        change={
            "xl/worksheets/sheet3.xml": lambda data: (
                data.replace(b"<v></v>", b"<v>7</v>").replace(b"<v />", b"<v>7</v>").replace(b"<v/>", b"<v>7</v>")
            ),
            "xl/worksheets/sheet4.xml": lambda data: (
                data.replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>").replace(b"<v/>", b"<v>2</v>")
            ),
            "xl/workbook.xml": replaced(b' fullCalcOnLoad="1"', b""),
        },
    )
    book = open_book(sent, name="x")
    assert [book.sheets[2].cell(1, 1), book.sheets[3].cell(1, 2)] == [7, 2]
    back = filled(sent, Change(values={(FIRST, 3): 5}))
    after = open_book(back, name="x")
    assert [after.sheets[2].cell(1, 1), after.sheets[2].cell(2, 1), after.sheets[3].cell(1, 2)] == [None, None, 2]
    assert b'fullCalcOnLoad="1"' in parts(back)["xl/workbook.xml"]


def test_common_texts_and_their_runs_of_letters_stay_as_they_are():
    runs = "<si><r><t>甲</t></r><r><rPr><b/></rPr><t>乙</t></r><rPh sb='0' eb='1'><t>yi</t></rPh></si><si/><si><t>a&amp;b</t></si>"
    texts = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="3">{runs}</sst>'.encode()
    kind = b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    line = b'<Relationship Id="rId98" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    cells = b'<row r="7"><c r="A7" t="s"><v>0</v></c><c r="B7" t="s"><v>1</v></c><c r="C7" t="s"><v>2</v></c></row></sheetData>'
    sent = with_parts(
        small({"A1": 1}),
        add={"xl/sharedStrings.xml": texts},
        change={
            "[Content_Types].xml": replaced(b"</Types>", kind),
            "xl/_rels/workbook.xml.rels": replaced(b"</Relationships>", line),
            "xl/worksheets/sheet1.xml": replaced(b"</sheetData>", cells),
        },
    )
    book = open_book(sent, name="x")
    assert [book.sheets[0].cell(7, column) for column in (1, 2, 3)] == ["甲乙", None, "a&b"]
    back = book.filled({"表": Change(values={(7, 2): "丙"})})
    assert parts(back)["xl/sharedStrings.xml"] == texts
    assert [open_book(back, name="x").sheets[0].cell(7, column) for column in (1, 2, 3)] == ["甲乙", "丙", "a&b"]


def test_markup_with_prefixes_comments_and_cells_without_places_is_read_and_written():
    markup = (
        '<?xml version="1.0" encoding="UTF-8"?><x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        "<x:sheetData><!-- made by a program --><x:row><x:c t='inlineStr'><x:is><x:t><![CDATA[姓<名]]></x:t></x:is></x:c><x:c><x:v>3</x:v></x:c></x:row>"
        "<x:row r='3'><x:c r='B3'><x:f>B1*2</x:f><x:v>6</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    ).encode()
    sent = with_parts(small({"A1": "x"}), change={"xl/worksheets/sheet1.xml": lambda _: markup})
    sheet = open_book(sent, name="x").sheets[0]
    assert [sheet.cell(1, 1), sheet.cell(1, 2), sheet.cell(3, 2), sheet.formula(3, 2)] == ["姓<名", 3, 6, "=B1*2"]
    back = filled(sent, Change(values={(1, 2): 4, (2, 1): "新"}, inserted=[(3, 1)]), "表")
    again = load_workbook(io.BytesIO(back))["表"]
    assert [again["A1"].value, again["B1"].value, again["A2"].value, again["B4"].value] == ["姓<名", 4, "新", "=B1*2"]


def test_a_sheet_or_place_that_is_not_there_is_refused_by_name():
    book = open_book(list_form(), name="名册.xlsx")
    with pytest.raises(BookError, match="没有叫“别的”的工作表"):
        book.filled({"别的": Change(values={(1, 1): "x"})})
    with pytest.raises(BookError, match=r"《名册.xlsx》工作表“名册”.*超出"):
        book.filled({LIST: Change(values={(2_000_000, 1): "x"})})
    with pytest.raises(BookError, match="B5 格：文字有 40,000 个字"):
        book.filled({LIST: Change(values={(5, 2): "长" * 40_000})})
    with pytest.raises(BookError, match="B5 格：不是一个数"):
        book.filled({LIST: Change(values={(5, 2): float("nan")})})


def test_five_hundred_rows_of_thirty_columns_take_less_than_a_second():
    sent = small({"A1": "表头", "A2": None, "A3": "合计", "B3": "=SUM(B2:B2)"})
    values = {(row, column): f"值{row}" if column % 2 else row for row in range(2, 502) for column in range(1, 31)}
    start = time.process_time()
    back = filled(sent, Change(values=values, inserted=[(3, 499)]), "表")
    assert time.process_time() - start < 1
    sheet = open_book(back, name="x").sheets[0]
    assert (sheet.rows, sheet.cols, sheet.formula(502, 2)) == (502, 30, "=SUM(B2:B501)")
