"""Reading of texts: n-grams, weights, topics and broad categories."""

from __future__ import annotations

from importlib.resources import files

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from xiangli.engines.triage import Triage
from xiangli.engines.triage.fitting import fit, macro_f1
from xiangli.engines.triage.grams import TEXT, body, counted, grams, message
from xiangli.engines.triage.linear import Linear
from xiangli.engines.triage.reading import NONE, topic_text
from xiangli.engines.triage.words import WordReading
from xiangli.lists.edition import topics

SHIPPED = 12_000_000


@pytest.fixture(scope="module", autouse=True)
def models_are_in_memory() -> None:
    """Reading them from the package is not what is timed."""
    Triage.load().category("路灯")


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    found = Triage.load().classify(text)
    assert all(topic in topics() and 0 < chance <= 1 for topic, chance in found)
    name, chance = Triage.load().category(text)
    assert name and 0 < chance <= 1


@given(st.text(max_size=80), st.text(max_size=200))
def test_a_message_without_its_titles_half_is_the_text_of_both(title: str, text: str) -> None:
    read, plain = body(message(title, text, longest=2)), topic_text(f"{title} {text}")
    assert np.array_equal(read[0], plain[0]) and np.array_equal(read[1], plain[1])


def test_width_case_and_digits_do_not_matter() -> None:
    assert np.array_equal(grams("ＡＢ路１２３号", longest=3), grams("ab路987号", longest=3))


def test_a_text_of_signs_only_has_no_rows() -> None:
    assert grams("", longest=2).size == 0
    assert not (counted(grams("路灯", longest=2))[0] >= TEXT).any()


def test_what_is_shipped_stays_small_and_knows_every_topic() -> None:
    folder = files("xiangli.engines.models")
    sizes = [len((folder / name).read_bytes()) for name in ("category.npz", "topic.npz", "line.npz")]
    assert sum(sizes) <= SHIPPED
    assert set(Triage.load().topics.classes) == set(topics()) | {NONE}


def test_a_packed_model_says_the_same_when_unpacked() -> None:
    shipped = Triage.load().topics
    again = Linear.unpacked(shipped.packed())
    text = topic_text("村口的路灯不亮")
    assert np.allclose(again.scores(text), shipped.scores(text), atol=1e-3)


def test_weights_that_do_not_fit_their_classes_are_refused() -> None:
    one = np.zeros(1, dtype=np.float32)
    with pytest.raises(ValueError, match="do not fit"):
        Linear.of(
            classes=("a", "b"),
            rows=np.array([1], dtype=np.uint32),
            idf=one,
            weights=np.zeros((1, 3), dtype=np.int8),
            scale=one,
            bias=one,
            beside=np.zeros((0, 2), dtype=np.float32),
        )


def test_our_own_texts_are_four_hundred_and_more_and_cover_every_topic() -> None:
    found: dict[str, list[str]] = {}
    for file in (files("xiangli.engines.models") / "texts").iterdir():
        for topic, texts in yaml.safe_load(file.read_text(encoding="utf-8")).items():
            found.setdefault(topic, []).extend(texts)
    assert set(found) == set(topics()) | {NONE}
    assert min(len(texts) for texts in found.values()) >= 6
    assert sum(len(set(texts)) for texts in found.values()) >= 400


def test_training_learns_what_it_is_shown() -> None:
    rows = [
        ("路灯不亮", "light"),
        ("路灯坏了", "light"),
        ("停水两天", "water"),
        ("水管停水", "water"),
        ("狗咬人", "dog"),
    ] * 6
    model = fit([topic_text(text) for text, _ in rows], [label for _, label in rows], most=500)
    guessed = [model.classes[int(model.scores(topic_text(t)).argmax())] for t in ("路灯", "停水", "有狗咬")]
    assert guessed == ["light", "water", "dog"]


def test_macro_f1_is_the_mean_over_the_classes_of_the_truth() -> None:
    assert macro_f1(["a", "a", "b"], ["a", "b", "b"]) == pytest.approx((2 / 3 + 2 / 3) / 2)
    assert macro_f1([], []) == 0.0


def test_a_longer_word_of_the_list_says_more_and_a_title_counts_again() -> None:
    words = WordReading.of({"bus": ["公交线路"], "road": ["公路"]})
    assert words.scores("公交线路和公路") == {"bus": 3.0, "road": 1.0}
    assert words.scores("公路", title="公路") == {"road": 2.0}
    assert words.scores("没有") == {}
