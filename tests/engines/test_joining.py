"""Same event, one matter."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiangli.engines.joining import JOIN, SIDE_BY_SIDE, Index, features, keys, similarity
from xiangli.engines.joining.features import KEYS

WATER = ("花园里小区停水三天", "花园里小区三号楼已经停水三天了，物业说水泵烧了没有钱修，楼上的老人挑水吃，请派人来看。")
AGAIN = ("花园里小区水泵烧坏停水", "花园里小区停水三天没人管，水泵烧了物业不修，三号楼老人要下楼挑水。")
LIFT = ("花园里小区电梯困人", "花园里小区五号楼的电梯上个月困了两次人，按铃没有反应，维保单位不肯来，住户不敢坐。")
ELSEWHERE = ("滨江新苑车位涨价", "滨江新苑地下车位突然涨价一倍，开发商不给发票，业主到售楼部问也没有人答复。")
words = st.text(alphabet="花园小区停水电梯路灯村镇修 ，。A3", max_size=80)


def test_two_tellings_of_one_event_join():
    assert similarity(features(*WATER), features(*AGAIN)) >= JOIN


def test_a_text_told_again_word_for_word_joins():
    assert similarity(features(*WATER), features(*WATER)) > 0.95


def test_another_trouble_at_the_same_site_does_not_join():
    assert similarity(features(*WATER), features(*LIFT)) < JOIN


def test_strangers_are_not_even_shown_side_by_side():
    assert similarity(features(*WATER), features(*ELSEWHERE)) < SIDE_BY_SIDE


def test_two_tellings_share_keys_and_strangers_do_not():
    assert len({*keys(*WATER, "")} & {*keys(*AGAIN, "")}) >= 2
    assert len({*keys(*WATER, "")} & {*keys(*ELSEWHERE, "")}) < 2


def test_events_far_apart_in_time_are_less_alike():
    now = datetime(2026, 11, 1, tzinfo=UTC)
    soon = similarity(features(*WATER, now), features(*AGAIN, now + timedelta(days=1)))
    late = similarity(features(*WATER, now), features(*AGAIN, now + timedelta(days=300)))
    assert late < soon


@given(words, words, words, words)
def test_similarity_is_a_share_and_symmetric(title, text, other_title, other_text):
    a, b = features(title, text), features(other_title, other_text)
    assert 0 <= similarity(a, b) <= 1
    assert similarity(a, b) == pytest.approx(similarity(b, a))


@given(words, words)
def test_keys_are_few_distinct_and_fit_a_bigint(title, text):
    told = keys(title, text, "")
    assert len(told) == len(set(told)) <= KEYS
    assert all(0 <= key < 2**63 for key in told)


def kept(index: Index, report: str, matter: str, told: tuple[str, str], county: str = "430181") -> None:
    index.add(county=county, keys=keys(*told, ""), report=report, matter=matter, features=features(*told))


def asked(index: Index, told: tuple[str, str], county: str = "430181"):
    return index.best(county=county, keys=keys(*told, ""), features=features(*told))


def test_the_index_finds_the_matter_of_the_first_telling():
    index = Index()
    kept(index, "r1", "m1", WATER)
    kept(index, "r2", "m2", ELSEWHERE)
    found, sure = asked(index, AGAIN)
    assert (found.report, found.matter) == ("r1", "m1")
    assert sure >= JOIN


def test_another_county_is_never_asked():
    index = Index()
    kept(index, "r1", "m1", WATER, county="430121")
    assert asked(index, AGAIN) is None


def test_an_ended_matter_takes_no_more_reports():
    index = Index()
    kept(index, "r1", "m1", WATER)
    index.end("m1")
    assert asked(index, AGAIN) is None


def test_no_more_candidates_than_asked_are_compared():
    index = Index(most=3)
    for n in range(10):
        kept(index, f"r{n}", f"m{n}", WATER)
    told = index.candidates(county="430181", keys=keys(*AGAIN, ""))
    assert [held.report for held in told] == ["r9", "r8", "r7"]
