"""The duty list as shipped, and lists that must be refused."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from xiangli.law import sources, texts
from xiangli.lists.edition import GENERAL, DutyList, Kind, Level, ListError, TopicList, check, duties, topics
from xiangli.lists.lines import LINES
from xiangli.lists.reads.owner_of import lawful, owner_of

EDITION = {"id": "duties", "version": "1", "valid_from": "2026-11-24", "norm": "N-duty"}
ITEM = {
    "number": "S-01-1",
    "topic": "bus",
    "level": "city",
    "line": "transport",
    "kind": "own",
    "basis": {"norm": "N-duty"},
    "assist": [],
}


def a_list(*items: dict[str, object]) -> DutyList:
    return DutyList.model_validate({"edition": EDITION, "items": items})


@pytest.mark.parametrize("place", ["43", "4301", "430181", "430181103", "430181103201", "430181103201g03"])
def test_every_topic_has_an_owner_at_every_level(place: str) -> None:
    assert [topic for topic in topics() if owner_of(topic, place) is None] == []


def test_every_line_can_own_something_without_a_topic() -> None:
    present = {owner.line for owner in lawful(GENERAL, "430181103")}
    assert present == set(LINES)


def test_every_cited_article_stands_in_the_law_and_in_a_row_whose_text_was_read() -> None:
    for item in duties().items:
        basis = item.basis
        if basis.law is not None:
            assert sources.row(str(basis.row)).seen, item.number
            assert texts.article(basis.law, basis.article).text, item.number


def test_a_village_holds_only_its_own_affairs() -> None:
    kinds = {item.kind for item in duties().items if item.level is Level.VILLAGE}
    assert kinds == {Kind.AUTONOMY}


def test_every_topic_has_words_of_its_own_and_two_names() -> None:
    listed = topics()
    assert 60 <= len(listed) <= 90
    assert len({topic.zh for topic in listed.values()}) == len({topic.en for topic in listed.values()}) == len(listed)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"line": "weather_office"}, "no such line as weather_office"),
        ({"basis": {"norm": "N-duty", "law": "社会救助法"}}, "a basis is either"),
        ({"basis": {"row": "A6", "law": "社会救助法"}}, "a basis is either"),
        ({"basis": {}}, "a basis is either"),
        ({"score": 3}, "Extra inputs are not permitted"),
        ({"number": "第一条"}, "String should match pattern"),
    ],
)
def test_an_item_one_cannot_decide_by_is_refused(change: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        a_list(ITEM | change)


def test_an_item_number_stands_once() -> None:
    with pytest.raises(ValidationError, match="item S-01-1 stands twice"):
        a_list(ITEM, ITEM)


def test_a_topic_without_an_owner_and_an_owner_without_a_topic_are_refused() -> None:
    with pytest.raises(ListError, match="no owner at city level for taxi"):
        check(a_list(ITEM), {"bus", "taxi"})
    with pytest.raises(ListError, match="no such topic as bus"):
        check(a_list(ITEM), {"taxi"})


def test_a_topic_stands_once() -> None:
    topic = {"id": "bus", "zh": "公交", "en": "Buses", "words": ["公交", "站牌", "班次", "末班", "公交卡"]}
    with pytest.raises(ValidationError, match="a topic stands twice"):
        TopicList.model_validate({"topics": [topic, topic]})
