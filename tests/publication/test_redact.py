"""What may tell who somebody is becomes ■■, by rules kept as data; people may only strike more."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiangli.law.language.strict import PolicyError
from xiangli.law.sources import rows
from xiangli.publication.redact import HIDDEN, Rule, load_rules, only_strikes, redact, shipped

HIDES = [(rule, example) for rule in shipped() for example in rule.hides]
KEEPS = [(rule, example) for rule in shipped() for example in rule.keeps]
GOOD = """
words: {number: "[0-9]"}
rules:
  - {id: one, kind: {zh: 数, en: Number}, why: {zh: 因为, en: because}, by: I1, strikes: "{number}+", hides: ["[1]"]}
"""


@pytest.mark.parametrize(("rule", "example"), HIDES, ids=lambda one: getattr(one, "id", str(one)))
def test_each_rule_strikes_its_examples_and_says_which_words_and_why(rule: Rule, example: str) -> None:
    found = redact(example.replace("[", "").replace("]", ""))
    parts = example.replace("]", "[").split("[")
    assert found.text == "".join(HIDDEN if n % 2 else part for n, part in enumerate(parts))
    assert [one.words for one in found.struck if one.rule.id == rule.id] == parts[1::2]
    assert rule.kind.zh and rule.why.zh and rule.kind.en and rule.why.en
    assert rule.by in rows()


@pytest.mark.parametrize(("rule", "example"), KEEPS, ids=lambda one: getattr(one, "id", str(one)))
def test_each_rule_leaves_alone_what_only_looks_like_it(rule: Rule, example: str) -> None:
    assert [one.words for one in redact(example).struck if one.rule.id == rule.id] == []


def test_names_phones_identity_numbers_house_numbers_and_plates_all_go() -> None:
    told = (
        "我叫张示例，身份证430181199001010000，电话199 0000 0001，住解放路3栋2单元501室，车牌湘A12345，三组李先生作证"
    )
    left = redact(told).text
    for word in ("张示例", "430181", "1990", "0001", "3栋", "501", "湘A", "12345", "三组", "李先生"):
        assert word not in left
    assert left.startswith("我叫■■，身份证■■")


def test_one_text_redacted_twice_is_the_same() -> None:
    left = redact("我叫张示例，电话19900000001，住三组3栋501室").text
    assert redact(left).text == left
    assert redact(left).struck == ()


@given(st.text(alphabet="张李三组栋0123456789湘A号我叫电话，。@.a■ \r\n", max_size=80))
def test_no_long_number_is_left_in_any_text(text: str) -> None:
    found = redact(text)
    assert not re.search("[0-9]{7}", found.text)
    assert only_strikes(found.text, found.text)


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "1" * 100_000, "张" * 100_000, "一" * 100_000, "a@" * 50_000, "1 " * 50_000]
)
def test_a_very_long_text_takes_no_long_time(text: str) -> None:
    began = time.process_time()
    redact(text)
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("路灯不亮，找■■修", True), ("■■不亮，找■■修", True), ("路灯不亮■■", True), ("■■", True), ("路灯不亮，找■■■■", True),
        ("路灯亮，找■■修", False), ("路灯不亮，找人修", False), ("路灯不亮，找■■修了", False), ("修■■路灯不亮", False),
        ("路灯不亮，找■■修修", False), ("路灯不亮，找修", False), ("路灯■■不亮，找■■修", True), ("路灯■■灯不亮，找■■修", False),
    ],
)  # fmt: skip
def test_people_may_only_strike_stretches_and_mark_them(given: str, kept: bool) -> None:
    assert only_strikes(given, "路灯不亮，找■■修") == kept


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (GOOD.replace("{number}+", "(["), "the pattern is none"),
        (GOOD.replace("by: I1", "by: nobody"), "no source is called nobody"),
        (GOOD + GOOD.split("rules:\n")[1], "given twice"),
        (GOOD.replace("id: one", "id: one, more: 1"), "more"),
        (GOOD.replace("strikes:", "strike:"), "strike"),
        ("rules: [", "expected"),
    ],
)
def test_a_spoilt_file_of_rules_is_refused_in_words_with_its_line(wrong: str, message: str) -> None:
    assert [rule.id for rule in load_rules(GOOD, "x.yaml")] == ["one"]
    with pytest.raises(PolicyError, match=message) as refused:
        load_rules(wrong, "x.yaml")
    assert refused.value.name == "x.yaml"
