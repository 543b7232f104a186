"""An old binary workbook comes back as one: values, yellow grounds and rows put in, everything else as it was."""

import pytest
import xlrd

from tests.engines.book.making import FIRST, FOOT, LAST, LIST, NOTE, old_form
from tests.engines.book.office import opened
from xiangli.engines.book import BookError, Change, open_book

MORE = 3


def filled(change: Change, sheet: str = LIST) -> bytes:
    return open_book(old_form(), name="表.xls").filled({sheet: change})


def longer() -> bytes:
    """Seven persons in a list with room for four."""
    values = {(FIRST + n, c): v for n in range(4 + MORE) for c, v in ((1, n + 1), (2, f"甲{n}"), (3, 2))}
    return filled(Change(values=values, yellow={(FIRST, 5)}, inserted=[(LAST, MORE)]))


def test_values_and_a_yellow_ground_are_written_into_the_old_format():
    back = filled(
        Change(
            values={(FIRST, 2): "胡辰亥", (FIRST, 3): 1.5, (FIRST, 5): "439900199105220033"}, yellow={(FIRST + 1, 2)}
        )
    )
    book = xlrd.open_workbook(file_contents=back, formatting_info=True)
    sheet = book.sheet_by_name(LIST)
    assert [sheet.cell_value(FIRST - 1, c) for c in (1, 2, 4)] == ["胡辰亥", 1.5, "439900199105220033"]
    ground = book.xf_list[sheet.cell_xf_index(FIRST, 1)].background
    assert (ground.fill_pattern, book.colour_map[ground.pattern_colour_index]) == (1, (255, 255, 0))


def test_rows_put_in_move_the_foot_its_merged_note_and_carry_the_formulas():
    book = xlrd.open_workbook(file_contents=longer(), formatting_info=True)
    sheet = book.sheet_by_name(LIST)
    assert [sheet.cell_value(FIRST - 1 + n, 1) for n in range(4 + MORE)] == [f"甲{n}" for n in range(4 + MORE)]
    assert sheet.cell_value(FOOT - 1 + MORE, 0) == "合计"
    assert (NOTE - 1 + MORE, NOTE + MORE, 0, 5) in sheet.merged_cells
    assert sheet.horz_split_pos == 4
    again = open_book(longer(), name="表.xls").sheets[0]
    assert again.formula(FOOT + MORE, 3) == f"=SUM(C{FIRST}:C{LAST + MORE})"
    assert again.formula(FIRST + 4, 4) == f"=C{FIRST + 4}*1.5"


def test_libreoffice_opens_it_and_reckons_what_rests_on_the_new_rows(tmp_path):
    (book,) = opened(tmp_path, ("表.xls", longer()))
    assert book[LIST].cell(FOOT + MORE, 3).value == 14


def test_a_sheet_that_is_not_there_and_rows_above_the_first_are_refused_in_words():
    with pytest.raises(BookError, match="没有叫“别的”的工作表"):
        filled(Change(values={(1, 1): "甲"}), sheet="别的")
    with pytest.raises(BookError, match="第一行上面不能加行"):
        filled(Change(inserted=[(1, 2)]))
    with pytest.raises(BookError, match=r"请向发表的人要 \.xlsx"):
        filled(Change(inserted=[(LAST, 70_000)]))
