"""One event, two tellings: what keys and evidence promise."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiangli.engines.joining import (
    JOIN,
    SIDE_BY_SIDE,
    Features,
    Index,
    features,
    features_of,
    keys,
    reading,
    similarity,
)
from xiangli.engines.joining.keying import MOST

WATER = ("青竹里小区停水三天", "青竹里小区三号楼停水三天，物业说水泵烧坏没有钱修，老人只好下楼挑水。")
AGAIN = ("青竹里小区水泵烧坏停水", "青竹里小区已经停水三天，水泵烧坏物业不修，三号楼老人挑水上楼。")
LIFT = ("青竹里小区电梯困人", "青竹里小区五号楼电梯上个月困住两个人，按铃没有人应，维保单位不肯来。")
ELSEWHERE = ("白鹭湾车位涨价", "白鹭湾地下车位突然涨价一倍，开发商不给发票，业主去售楼部问没有人答复。")
words = st.text(alphabet="青竹小区停水电梯路灯村镇修 ，。A3区", max_size=80)


def test_two_tellings_of_one_event_join():
    assert similarity(features(*WATER), features(*AGAIN)) >= JOIN
    assert len(set(keys(features(*WATER))) & set(keys(features(*AGAIN)))) >= 2


def test_another_trouble_at_the_same_site_does_not_join():
    assert similarity(features(*WATER), features(*LIFT)) < JOIN


def test_strangers_are_never_compared_nor_shown_side_by_side():
    assert similarity(features(*WATER), features(*ELSEWHERE)) < SIDE_BY_SIDE
    assert len(set(keys(features(*WATER))) & set(keys(features(*ELSEWHERE)))) < 2


def test_a_text_without_a_title_is_titled_by_its_first_signs():
    assert similarity(features("", WATER[1]), features("", WATER[1])) >= JOIN


@given(words, words, words, words)
def test_similarity_is_a_share_and_symmetric(title, text, other_title, other_text):
    a, b = features(title, text), features(other_title, other_text)
    assert 0 <= similarity(a, b) <= 1
    assert similarity(a, b) == pytest.approx(similarity(b, a), abs=1e-4)


@given(words, words)
def test_keys_are_few_distinct_and_fit_a_bigint(title, text):
    told = keys(features(title, text))
    assert len(told) == len(set(told)) <= MOST
    assert all(0 <= key < 2**63 for key in told)


def test_the_index_gives_the_matter_of_the_first_telling_in_its_county_only():
    index = Index()
    index.add(county="430181", keys=keys(features(*WATER)), report="r1", matter="m1", features=features(*WATER))
    index.add(county="430181", keys=keys(features(*ELSEWHERE)), report="r2", matter="m2", features=features(*ELSEWHERE))
    best = index.best(county="430181", keys=keys(features(*AGAIN)), features=features(*AGAIN))
    assert best is not None
    assert best[0].matter == "m1"
    assert index.best(county="430121", keys=keys(features(*AGAIN)), features=features(*AGAIN)) is None


def test_words_are_read_whole_while_another_thread_drops_what_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = features(*WATER)
    read = reading._read

    def dropping(texts: Sequence[tuple[str, str]]) -> list[Features]:
        reading._kept.clear()
        return read(texts)

    monkeypatch.setattr(reading, "_read", dropping)
    assert features_of([WATER, ELSEWHERE])[0] is whole
