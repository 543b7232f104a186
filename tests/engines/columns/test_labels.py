"""Headings are read by what their words mean, with and without units, roles and fillers."""

from datetime import date

import pytest

from xiangli.engines.columns.counts import counted
from xiangli.engines.columns.dictionary import dictionary, parse
from xiangli.engines.columns.label import clean, meanings
from xiangli.engines.columns.where import narrowing

DAY = date(2026, 6, 30)


def first(label: str) -> str | None:
    known = dictionary()
    found = meanings(clean(label, known).text, known)
    return found[0].field if found else None


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("姓 名", "p_name"), ("老人姓名", "p_name"), ("身份证\n号码", "p_id"), ("户主姓名", "h_head"), ("户主身份证号", "h_head_id"),
        ("家庭联系电话", "h_phone"), ("监护人联系电话", "p_guardian_phone"), ("是否参加医保", "p_med_in"), ("残疾人证号", "p_dis_no"),
        ("水面面积（亩）", "s_area"), ("所在村民小组", "h_group"), ("文化程度（学历）", "p_edu"), ("合同终止日期", "k_end"),
    ],
)  # fmt: skip
def test_a_heading_means_its_field(label: str, field: str) -> None:
    assert first(label) == field


@pytest.mark.parametrize(
    "label",
    ["开户银行", "政治面貌", "宗教信仰", "就读学校", "优待证编号", "月均收入（元）", "辅具需求", "紧急联系人姓名"],
)
def test_what_no_register_holds_means_nothing(label: str) -> None:
    assert first(label) is None


@pytest.mark.parametrize(
    ("words", "tokens"),
    [
        ("60周岁以上老年人花名册", ("age:60-",)), ("0—6岁儿童", ("age:0-6",)), ("不满十六周岁", ("age:0-15",)), ("18—59岁", ("age:18-59",)),
        ("重度残疾人", ("dislv:一级|二级",)), ("C、D级危房", ("danger:C|D",)), ("未参加基本医疗保险人员名单", ("med:未参保",)),
        ("2026年上半年死亡人员", ("died:2026-01-01..2026-06-30",)), ("农村留守老人", ("leftelder",)), ("脱贫户、监测户", ("hk:脱贫户|监测户",)),
    ],
)  # fmt: skip
def test_words_narrow_to_tokens(words: str, tokens: tuple[str, ...]) -> None:
    assert narrowing(words, dictionary(), as_of=DAY).tokens == tokens


@pytest.mark.parametrize(
    ("path", "field", "where"),
    [
        (("户籍人口（人）", "其中：男"), "count_persons", ("sex:男",)), (("低保", "户数"), "count_households", ("hk:低保户",)),
        (("脱贫户数",), "count_households", ("hk:脱贫户",)), (("党员数",), "count_persons", ("party",)), (("耕地面积（亩）",), "sum_land", ()),
        (("年龄结构（人）", "60岁及以上"), "count_persons", ("age:60-",)),
    ],
)  # fmt: skip
def test_a_counted_cell_says_what_is_counted(path: tuple[str, ...], field: str, where: tuple[str, ...]) -> None:
    found = counted(path, dictionary(), as_of=DAY)
    assert found is not None
    assert (found.field, found.where) == (field, where)


@pytest.mark.parametrize("path", [("常住人口",), ("村集体经济收入（万元）",), ("信教群众数",)])
def test_what_is_held_nowhere_is_not_counted(path: tuple[str, ...]) -> None:
    assert counted(path, dictionary(), as_of=DAY) is None


def test_a_masked_word_is_no_longer_read() -> None:
    known = dictionary().without(["族别"])
    assert meanings("族别", dictionary())[0].field == "p_nation"
    assert meanings("族别", known) == []
    assert meanings("民族", known)[0].field == "p_nation"


def test_a_phrase_of_an_unknown_kind_of_word_is_refused() -> None:
    text = "words: {fill: [的], name: [姓名]}\nfields:\n  p: {zh: 甲, en: a, type: name, of: person, reads: [naem]}\nwhere: {}\nmeasures: {}\ntitles: []"
    with pytest.raises(ValueError, match="p: no such kind of word: naem"):
        parse(text)
