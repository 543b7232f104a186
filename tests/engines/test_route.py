"""Ranking of the lines for a message."""

from __future__ import annotations

import pytest

from xiangli.engines.route import Route, rank
from xiangli.lists.edition import duties
from xiangli.lists.lines import LINES


def test_all_lines_that_may_own_are_ranked_once_and_chances_sum_to_one() -> None:
    ranked = rank("咨询学区", "孩子上小学怎么划片")
    names = [line for line, _ in ranked]
    assert len(names) == len(set(names))
    assert set(names) == set(LINES) - {"desk"}
    assert {item.line for item in duties().items} <= set(LINES)
    assert sum(chance for _, chance in ranked) == pytest.approx(1, abs=1e-4)
    assert [chance for _, chance in ranked] == sorted((chance for _, chance in ranked), reverse=True)


@pytest.mark.parametrize(
    ("title", "text", "line"),
    [
        ("咨询入学", "户口在乡下，能在县城读初中吗", "education"),
        ("公交晚点", "等了四十分钟才来一趟公交车", "transport"),
        ("", "医保报销比例是多少", "healthcare_security"),
        ("", "身份证丢了在外地怎么补办", "public_security"),
        ("", "", ""),
    ],
)
def test_a_plain_message_finds_its_line_first(title: str, text: str, line: str) -> None:
    ranked = rank(title, text)
    assert ranked[0][0] == line if line else ranked[0][1] < 0.3


def test_topics_given_by_a_person_stand_in_for_triages_own() -> None:
    asked = rank("反映一个问题", "请处理一下", [("school_enrolment", 1.0)])
    assert asked[0][0] == "education"


def test_reading_and_ranking_say_the_same() -> None:
    assert Route.load().read("停水", "停水三天").lines == rank("停水", "停水三天")
