"""Every number has its article in the texts we ship; what is a norm is never shown as law."""

import re

import pytest

from xiangli.law.sources import NORM, SourceError, basis, check, read, row, rows
from xiangli.law.texts import article, law
from xiangli.law.texts.numerals import to_chinese

ROWS_OF_LAW = {"T": 4, "V": 30, "C": 6, "S": 17, "P": 18, "E": 16, "D": 11, "A": 6, "I": 7}
UNIT_WORDS = {"H": "小?时", "WD": "个?工作日|日", "D": "日|天", "M": "个月|月", "Y": "年"}


def test_no_row_is_missing() -> None:
    wanted = {f"{letter}{n}" for letter, last in ROWS_OF_LAW.items() for n in range(1, last + 1)}
    assert {id for id in rows() if not id.startswith("N-")} == wanted
    assert {"N-sort", "N-sign", "N-report", "N-whole", "N-consult", "N-rate"} <= set(rows())
    assert all(source.kind == "norm" for id, source in rows().items() if id.startswith("N-"))


def test_every_article_cited_stands_in_the_texts() -> None:
    assert [fault for source in rows().values() for fault in check(source)] == []


def test_only_what_was_read_is_law() -> None:
    for source in rows().values():
        assert (source.kind == "law") == (source.seen == "yes")
        assert all(one.kind == "norm" for one in source.numbers if source.seen != "yes")


SAID_OTHERWISE = {
    ("V11", "3", "M"): "每季度", ("V14", "3", "M"): "每季度", ("V14", "1", "M"): "每月", ("V16", "1", "Y"): "每年",
    ("V28", "6", "M"): "每半年", ("V30", "1", "Y"): "每年", ("D10", "1", "D"): "每日", ("A1", "1", "Y"): "每年",
    ("A1", "6", "M"): "每半年",
}  # fmt: skip


def test_every_time_limit_of_law_stands_with_its_figure_in_the_article_it_cites() -> None:
    checked = 0
    for source in rows().values():
        for one in source.numbers:
            if one.kind == "norm" or one.unit not in UNIT_WORDS or not one.article:
                continue
            words = article(one.law, one.article).text
            figures = f"{one.value}|{to_chinese(int(one.value))}|{'两' if one.value == '2' else '〇'}"
            said = SAID_OTHERWISE.get((source.id, one.value, one.unit), f"(?:{figures})\\s*(?:{UNIT_WORDS[one.unit]})")
            assert re.search(said, words), (source.id, one.what)
            checked += 1
    assert checked > 80


OTHER_UNITS = {"person": "人|名|人员", "household": "户", "yuan": "元", "times": "次"}


def fraction(op: str, value: str) -> str:
    """``2/3`` as laws write it: 三分之二; more than half is 过半数; percent also in figures."""
    top, _, under = value.partition("/")
    if (op, value) == (">", "1/2"):
        return "过半数"
    if under == "100":
        return f"百分之{to_chinese(int(top))}|{top}%"
    return f"{to_chinese(int(under))}分之{to_chinese(int(top))}"


def test_every_share_and_count_of_law_stands_in_the_article_it_cites() -> None:
    checked = 0
    for source in rows().values():
        for one in source.numbers:
            if one.kind == "norm" or one.unit in UNIT_WORDS or not one.article:
                continue
            words = article(one.law, one.article).text
            if one.unit == "share":
                said = fraction(one.op, one.value)
            else:
                said = f"(?:{one.value}|{to_chinese(int(one.value))}|两)\\s*(?:{OTHER_UNITS[one.unit]}|至)"
            assert re.search(said, words), (source.id, one.what, said)
            checked += 1
    assert checked > 50


def test_days_are_working_days_only_where_the_text_or_a_counting_rule_of_its_law_says_so() -> None:
    counting = {"行政许可法": "82", "行政处罚法": "85", "行政复议法": "88"}
    for source in rows().values():
        for one in source.numbers:
            if one.kind == "law" and one.unit == "WD" and one.article:
                said = "工作日" in article(one.law, one.article).text
                assert said or counting.get(one.law) in source.cites[one.law], (source.id, one.what)


def test_a_limit_of_law_is_named_with_its_article() -> None:
    assert basis("P2", 60, "D") == "《信访工作条例》第三十四条"
    assert basis("P1", 15, "D") == "《信访工作条例》第二十二条、第二十三条"


def test_a_number_that_is_not_in_the_law_is_called_a_norm_even_under_a_row_of_law() -> None:
    assert basis("P2", 20, "D").startswith(NORM)
    assert basis("I3", 15, "WD").startswith(NORM)


@pytest.mark.parametrize("by", ["P5", "P10", "N-sort", "nobody-knows"])
def test_norms_and_unread_texts_are_called_norms(by: str) -> None:
    source = rows().get(by)
    numbers = source.numbers if source else ()
    named = basis(by, int(numbers[0].value), numbers[0].unit) if numbers else basis(by, 3, "WD")
    assert named.startswith(NORM)


def test_a_norm_with_a_paper_names_it() -> None:
    assert row("S9").where == f"{NORM}，参照国办发〔2019〕51号、GB/T 39046-2020 A.8"


def test_an_unknown_row_is_an_error() -> None:
    with pytest.raises(SourceError, match="P99"):
        row("P99")


GOOD = "- {id: X1, seen: yes, cites: {民法典: [202]}, rule: 甲, numbers: [{what: 乙, is: 3 M, at: 202}]}"


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("3 M", "3 fortnights", "no amount"),
        ("at: 202", "at: 203", "not among"),
        ("seen: yes", "seen: maybe", "seen"),
        ("rule: 甲", "rule: 甲, colour: red", "colour"),
        ("cites: {民法典: [202]}, ", "", "cites a text"),
        ("seen: yes", "seen: no", "kind"),
    ],
)
def test_an_unsound_row_is_refused_by_name(old: str, new: str, word: str) -> None:
    assert read(GOOD)["X1"].numbers[0].where == "《民法典》第二百零二条"
    bad = GOOD.replace(old, new)
    if word == "kind":
        bad, word = bad.replace("at: 202", "kind: law"), "not read"
    with pytest.raises(SourceError, match=word) as refused:
        read(bad)
    assert "X1" in str(refused.value)


def test_a_row_twice_is_refused() -> None:
    with pytest.raises(SourceError, match="twice"):
        read(f"{GOOD}\n{GOOD}")


def test_a_cite_of_an_article_that_is_not_there_is_found() -> None:
    assert "民法典" in check(read(GOOD.replace("202", "2020"))["X1"])[0]


def test_limits_from_papers_without_articles_stand_in_their_text() -> None:
    papers = [(one, law(one.law).text) for one in row("E12").numbers]
    assert len(papers) == 2
    assert all(f"{one.value}个工作日内" in words for one, words in papers)
    assert basis("E12", 7, "WD") == "《国办发〔2018〕118号》"
