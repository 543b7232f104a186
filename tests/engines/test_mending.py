"""Mending: a correction is learned, what it says nothing of stays as it was, and a strange class teaches nothing."""

import pytest

from xiangli.engines.triage.linear import Linear
from xiangli.engines.triage.mending import Lesson, mended, right_share
from xiangli.engines.triage.reading import topic_text
from xiangli.engines.triage.weights import shipped, stand_in

STRANGE = "村里合作社的无人机打药，把我家的蜜蜂毒死了三箱"
OTHERS = ["路灯半个月不亮了", "自来水停了三天", "公交车班次太少", "村口垃圾没人清运", "低保怎么申请"]


@pytest.fixture(scope="module")
def model() -> Linear:
    return Linear.unpacked(shipped("topic"))


def best(model: Linear, text: str) -> str:
    return model.classes[int(model.scores(topic_text(text)).argmax())]


def test_a_correction_is_learned_and_what_is_read_otherwise_stays(model: Linear) -> None:
    right = next(name for name in model.classes if name not in (best(model, STRANGE), "none"))
    better = mended(model, [Lesson(topic_text(STRANGE), right)])
    assert best(better, STRANGE) == right
    assert [best(better, text) for text in OTHERS] == [best(model, text) for text in OTHERS]
    assert Linear.unpacked(better.packed()).classes == model.classes


def test_what_is_right_already_moves_nothing_and_a_strange_class_teaches_nothing(model: Linear) -> None:
    lessons = [Lesson(topic_text(STRANGE), "no_such_topic"), Lesson(topic_text("😀"), "bus")]
    better = mended(model, lessons)
    assert [best(better, text) for text in [STRANGE, *OTHERS]] == [best(model, text) for text in [STRANGE, *OTHERS]]


def test_the_share_right_counts_lessons_of_known_classes_only(model: Linear) -> None:
    known = Lesson(topic_text(OTHERS[0]), best(model, OTHERS[0]))
    assert right_share(model, [known, Lesson(topic_text(STRANGE), "no_such_topic")]) == 1.0
    assert right_share(model, []) == 1.0


def test_only_what_can_be_mended_is_stood_in_for() -> None:
    with pytest.raises(ValueError, match="category"):
        stand_in("category", b"")
