"""Like texts are told from unlike ones by what they speak of."""

from xiangli.engines.triage import Triage
from xiangli.engines.triage.likeness import likeness
from xiangli.engines.triage.reading import topic_text


def test_the_same_words_are_one_what_speaks_of_the_like_stands_before_what_does_not() -> None:
    one = "村口的水泥路塌了一个大坑，电动车摔了两次"
    others = [one, "桥头的水泥路压坏了，到处是坑", "低保怎么申请，要带什么材料", "", "😀😀"]
    same, like, unlike, empty, signs = likeness(
        Triage.load().topics, topic_text(one), [topic_text(text) for text in others]
    )
    assert abs(same - 1) < 1e-5
    assert like > unlike + 0.1
    assert empty == signs == 0.0
