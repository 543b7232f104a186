"""The reading room finds every article, however its number is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiangli.law.texts import NoSuchText, article, laws, search
from xiangli.law.texts.numerals import from_chinese, to_chinese
from xiangli.law.texts.reading import read

WITHOUT_ARTICLES = {
    "国办发〔2018〕118号",
    "国发〔2019〕5号",
    "进一步加强和改进临时救助工作的意见",
}


@given(st.integers(1, 9999))
def test_a_numeral_comes_back(number: int) -> None:
    assert from_chinese(to_chinese(number)) == number


def test_numerals_are_written_as_laws_write_them() -> None:
    assert [to_chinese(n) for n in (1, 10, 12, 20, 105, 110, 1259)] == [
        "一", "十", "十二", "二十", "一百零五", "一百一十", "一千二百五十九",
    ]  # fmt: skip


@pytest.mark.parametrize("number", [22, "22", "二十二", "第二十二条"])
def test_an_article_is_found_by_any_way_of_writing_its_number(
    number: int | str,
) -> None:
    found = article("信访工作条例", number)
    assert found.number == "22" and "予以登记" in found.text and found.label == "《信访工作条例》第二十二条"


def test_articles_run_without_a_gap_in_every_law() -> None:
    assert len(laws()) == 44
    for name, law in laws().items():
        assert list(law.articles) == [str(n) for n in range(1, len(law.articles) + 1)], name
        assert bool(law.articles) == (name not in WITHOUT_ARTICLES), name
        assert all(one.text for one in law.articles.values()), name


def test_a_heading_does_not_run_into_the_article_before_it() -> None:
    assert not any("#" in one.text for law in laws().values() for one in law.articles.values())


def test_an_inserted_article_is_its_own() -> None:
    law = read("# 试行办法\n第二条 甲。\n\n乙。\n\n第二条之一 丙。\n## 附件\n\n表。\n", "试行办法", "2026")
    assert law.articles["2"].text == "甲。\n乙。" and law.articles["2之1"].text == "丙。"


def test_a_law_is_found_by_its_full_title() -> None:
    assert article("《中华人民共和国民法典》", 203).law == "民法典"


def test_a_missing_law_names_its_neighbours() -> None:
    with pytest.raises(NoSuchText, match="信访工作条例"):
        article("信访条例", 22)


@pytest.mark.parametrize("number", [51, "51之1"])
def test_a_missing_article_says_how_many_there_are(number: int | str) -> None:
    with pytest.raises(NoSuchText, match="共50条"):
        article("信访工作条例", number)


def test_a_word_that_is_no_number_is_refused() -> None:
    with pytest.raises(NoSuchText, match="不是条文号"):
        article("信访工作条例", "廿二")


def test_search_wants_every_word() -> None:
    found = search("六十日内办结 信访")
    assert [one.label for one in found] == [] or all("信访" in one.text for one in found)
    assert "《信访工作条例》第三十四条" in [one.label for one in search("60日内办结")]
    assert search("  ") == [] and len(search("应当", limit=7)) == 7
