"""Which place a text is about."""

from __future__ import annotations

import pytest

from xiangli.places.reads.gazetteer import gazetteer


def best(text: str, hint: str | None = None) -> tuple[str, float] | None:
    """Code and confidence of the first candidate."""
    told = gazetteer().locate(text, hint)
    return (told[0].code, told[0].confidence) if told else None


def codes(text: str, hint: str | None = None) -> list[str]:
    return [c.code for c in gazetteer().locate(text, hint)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("湖南省长沙市浏阳市大瑶镇的路灯坏了", "430181110"),
        ("浏阳大瑶路灯坏了", "430181110"),
        ("瀏陽市大瑤鎮路燈壞了", "430181110"),
        ("浏 阳 市 / 大 瑶 镇，路灯坏了", "430181110"),
        ("通道县的路灯坏了", "431230"),
        ("永州经开区的路灯坏了", "431171"),
        ("屈原区的路灯坏了", "430671"),
        ("邵东县的路灯坏了", "430582"),
    ],
)
def test_a_place_is_found_however_its_name_is_written(text, code):
    assert best(text) is not None
    assert best(text)[0] == code


def test_a_name_heard_wrong_is_found_under_its_county():
    assert best("浏阳市大遥镇路灯坏了")[0] == "430181110"


def test_a_slip_is_less_sure_than_the_right_name():
    assert best("浏阳市大遥镇路灯坏了")[1] < best("浏阳市大瑶镇路灯坏了")[1]


def test_equals_are_all_named_and_none_is_above_a_half():
    told = gazetteer().locate("高桥镇的路灯坏了")
    assert len(told) > 1
    assert {c.name for c in told} == {"高桥镇"}
    assert all(c.confidence <= 0.5 for c in told)


def test_the_place_a_report_came_through_decides_between_equals():
    assert codes("高桥镇的路灯坏了", "430121") == ["430121109"]


def test_a_named_place_is_not_overruled_by_where_the_report_came_through():
    assert best("浏阳市大瑶镇的路灯坏了", "433125")[0] == "430181110"


@pytest.mark.parametrize(
    "text",
    [
        "祝大家身体健康，工作顺利",
        "大家要注意安全，团结一心，祝幸福",
        "湖北省武汉市新洲区凤凰镇路灯坏了",
        "A市A3区的路灯坏了",
        "通道被堵住了",
        "",
        "12345",
    ],
)
def test_no_place_is_read_into_a_text_that_names_none_here(text):
    told = best(text)
    assert told is None or told[1] < 0.3


@pytest.mark.parametrize(
    "text",
    [
        "我是桃江县桃花江镇的，在浏阳市大瑶镇打零工，路灯坏了",
        "从桃江县桃花江镇搬来三年，房子位于浏阳市大瑶镇，路灯坏了",
        "户口在桃江县桃花江镇，人住浏阳市大瑶镇，路灯坏了",
        "浏阳市大瑶镇的路灯坏得比桃江县桃花江镇严重得多",
        "桃江县桃花江镇的朋友来做客，浏阳市大瑶镇路灯坏了",
        "浏阳市大瑶镇路灯坏了，货都改走桃江县桃花江镇了",
    ],
)
def test_of_two_places_the_one_where_it_happens_is_meant(text):
    assert best(text)[0] == "430181110"


def test_a_street_named_after_a_place_is_not_that_place():
    assert best("浏阳市大瑶镇株洲大道88号")[0] == "430181110"


def test_every_candidate_says_why():
    assert all(c.reason.startswith("「") for c in gazetteer().locate("浏阳市大瑶镇，不是桃江县"))


def test_every_county_is_found_by_its_own_name():
    names = {c: n for c, n in gazetteer()._names.name.items() if gazetteer()._names.level[c] == "county"}
    missed = [name for code, name in names.items() if code not in codes(f"{name}的路灯坏了")]
    assert missed == []


def test_a_text_of_any_length_and_kind_is_read():
    assert gazetteer().locate("浏" * 50_000) == []
    assert gazetteer().locate("\ufeff\u200b🙂\x00 村村村村镇镇县县") is not None
