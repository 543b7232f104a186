"""A forwarded chat is read in the forms it comes in; nods, marks and bad dates make no report, and nothing it holds can stop the reading."""

from datetime import UTC, datetime

import pytest

from xiangli.intake.chat import as_one, is_nod, messages, pieces

AT = datetime(2026, 11, 25, 2, tzinfo=UTC)


def said(text: str) -> list[tuple[str, str, int]]:
    return [(one.who, one.text, one.pictures) for one in messages(text, at=AT)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("示范甲 2026/11/24 09:12\n路坏了\n[图片]", [("示范甲", "路坏了", 1)]),
        ("示范甲  上午9:12\n路坏了\n示范乙 昨天 18:02:33\n水停了", [("示范甲", "路坏了", 0), ("示范乙", "水停了", 0)]),
        ("示范群的聊天记录\n\n示范甲：路坏了\n示范乙: 水停了[图片][图片]", [("示范甲", "路坏了", 0), ("示范乙", "水停了", 2)]),
        ("—————  2026-11-24  —————\n\n示范甲  09:12\n\n路坏了", [("示范甲", "路坏了", 0)]),
        ("示范甲 2026/11/24 09:12\n[语音] 12\"\n[图片]", [("示范甲", "", 1)]),
        ("地点：示范村\n事由：路坏了", [("", "地点：示范村\n事由：路坏了", 0)]),
        ("路坏了，快来修", [("", "路坏了，快来修", 0)]),
        ("", []),
    ],
)  # fmt: skip
def test_each_form_is_read_by_who_said_what(text: str, expected: list[tuple[str, str, int]]) -> None:
    assert said(text) == expected


def test_times_are_of_shanghai_and_one_in_the_future_is_none() -> None:
    found = [
        one.at
        for one in messages(
            "示范甲 2026/11/24 09:12\n路\n示范乙 2031/11/24 09:12\n水\n示范丙 2026/13/45 09:12\n电", at=AT
        )
    ]
    assert found[0] == datetime(2026, 11, 24, 1, 12, tzinfo=UTC)
    assert found[1] is None


def test_messages_of_one_person_soon_after_one_another_are_one_and_a_short_word_of_another_goes_with_them() -> None:
    text = (
        "示范甲 2026/11/24 09:12\n山塘坝脚在渗水\n示范甲 2026/11/24 09:13\n[图片]\n示范乙 2026/11/24 09:14\n我们这边也是\n"
        "示范甲 2026/11/24 15:00\n另外村口路灯也不亮"
    )
    found = pieces(messages(text, at=AT))
    assert [(one.who, one.text, one.pictures) for one in found] == [
        ("示范甲", "山塘坝脚在渗水\n示范乙：我们这边也是", 1), ("示范甲", "另外村口路灯也不亮", 0)]  # fmt: skip


def test_pictures_before_their_words_go_with_the_words() -> None:
    found = pieces(messages("示范甲 2026/11/24 09:12\n[图片]\n示范甲 2026/11/24 09:13\n路塌了一半", at=AT))
    assert [(one.text, one.pictures) for one in found] == [("路塌了一半", 1)]


@pytest.mark.parametrize("text", ["收到", "好的[抱拳]", "@示范周 收到", "👍👍", "谢谢领导", "已安排人去看", "OK"])
def test_a_nod_is_no_report(text: str) -> None:
    assert is_nod(text)
    assert pieces(messages(f"示范甲：{text}", at=AT)) == []
    assert as_one(messages(text, at=AT)) == ""


@pytest.mark.parametrize("text", ["路灯好的又坏了一盏", "收到的米是霉的，谁来管"])
def test_what_begins_like_a_nod_and_says_more_is_one(text: str) -> None:
    assert not is_nod(text)


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "收到 " * 30_000, "示范甲: " * 20_000, "\n" * 100_000, "[" * 50_000, "@好 " * 30_000]
)
def test_no_text_takes_long(text: str) -> None:
    pieces(messages(text, at=AT))
    assert len(as_one(messages(text, at=AT))) <= len(text)
