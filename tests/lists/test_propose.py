"""From a message to the office that should have it."""

from __future__ import annotations

import pytest

from xiangli.lists.reads.owner_of import lawful
from xiangli.lists.reads.propose import SURE, propose

CLEAR = [
    ("桥头的路灯坏了一个月，晚上看不见路", "street_lights", "urban_management@430181"),
    ("厂里欠我们四个月工资不发", "wage_arrears", "hr_social_security@430181"),
    ("孩子明年上小学，学区怎么划", "school_enrolment", "education@430181"),
    ("村里的账目多年没有公开", "village_affairs", "township_subdistrict@430181103"),
    ("住院的钱医保能报多少", "medical_insurance", "healthcare_security@430181"),
    ("公积金能不能异地贷款", "housing_fund", "housing_fund@430181"),
]


@pytest.mark.parametrize(("text", "topic", "office"), CLEAR)
def test_a_clear_message_finds_its_topic_and_office(text: str, topic: str, office: str) -> None:
    found = propose("", text, "430181103201")
    assert (found.topic, found.owner.office, found.sort) == (topic, office, False)
    assert found.owner in lawful(topic, "430181103201")


@pytest.mark.parametrize("text", ["", "   ", "😀😀😀", "。。。？？？", "嗯", "啊啊啊啊啊啊"])
def test_a_message_about_nothing_goes_to_the_desk_for_a_person_to_sort(text: str) -> None:
    found = propose("", text, "430181103")
    assert (found.topic, found.owner.office, found.sort) == (None, "desk@430181103", True)


@pytest.mark.parametrize("place", ["43", "4301", "430181", "430181103", "430181103201"])
@pytest.mark.parametrize("text", [text for text, _, _ in CLEAR])
def test_an_owner_is_lawful_at_whatever_level_the_place_is_known(text: str, place: str) -> None:
    found = propose("", text, place)
    assert found.owner.item in {owner.item for owner in lawful(found.topic or "general", place)}
    assert place.startswith(found.owner.office.partition("@")[2])


def test_whatever_is_unsure_or_in_disagreement_is_sorted_by_a_person_and_says_both() -> None:
    found = [propose("", text, "430181103") for text, _, _ in CLEAR] + [propose("", "有个事想问一下领导", "4301")]
    assert {p.sort == (not p.agree or p.owner_p < SURE) for p in found if p.topic} == {True}
    assert all(p.reason for p in found)


def test_a_hundred_thousand_signs_cost_no_more_and_break_nothing() -> None:
    assert propose("路灯", "路灯不亮" * 25_000, "430181").topic == "street_lights"


def test_a_place_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="not a place code"):
        propose("", "路灯不亮", "4301a")
