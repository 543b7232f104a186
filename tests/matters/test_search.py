"""Search in Chinese: what is found, what is not, who sees it, and that the index follows the ledger."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.houses import AT, COUNTY, DESK, ROADS, ROADS_OFFICE, WATER, WATER_OFFICE, owned, staff, told, unlike
from xiangli.ledger.acts.sequence import sequence_all
from xiangli.matters.acts.accept import accept
from xiangli.matters.acts.index_search import index_search, is_behind
from xiangli.matters.acts.open_child import open_child
from xiangli.matters.acts.transfer import transfer
from xiangli.matters.acts.unjoin import unjoin
from xiangli.matters.models import Matter, SearchDoc
from xiangli.matters.reads.narrow import Narrow
from xiangli.matters.reads.search import search
from xiangli.matters.search.tokens import asked, place_token, text_tokens
from xiangli.parties.reads.actor import Actor

pytestmark = pytest.mark.usefixtures("ready")
ALL = staff(line="desk", place="43", acts=("sort",), name="示例省")


def indexed() -> int:
    sequence_all(at=AT)
    return index_search(at=AT)


def ids(words: str, actor: Actor = DESK, **more: object) -> set[UUID]:
    return {row.id for row in search(actor=actor, at=AT, narrow=Narrow(words=words, **more)).rows}  # type: ignore[arg-type]


def matter(text: str, **more: object) -> UUID:
    outcome = told(text, **more)
    assert outcome.matter is not None, outcome.reason
    return outcome.matter


def test_a_word_of_two_characters_in_the_middle_of_a_text_is_found() -> None:
    lamp, well = matter(f"{unlike()}村部后面的路灯不亮"), matter(f"{unlike()}后山的水井发黄")
    indexed()
    assert (ids("路灯"), ids("水井")) == ({lamp}, {well})


def test_a_longer_word_is_read_again_in_the_text_not_only_by_its_pairs() -> None:
    right = matter(f"{unlike()}农贸市场后门的公厕")
    matter(f"{unlike()}农贸公司在市场旁边，贸市二字凑在一起")
    indexed()
    assert ids("农贸市场") == {right}


def test_several_words_must_all_be_there_and_letters_may_be_small_or_large() -> None:
    both = matter(f"{unlike()}K12公交站牌倒了，路灯也坏了")
    matter(f"{unlike()}路灯坏了")
    indexed()
    assert (ids("路灯 k12"), ids("K12"), ids("路灯　站牌")) == ({both}, {both}, {both})


@pytest.mark.parametrize("words", ["", " ", "灯", "！？", "%", "' OR 1=1 --", '"路灯', "路_灯", "😀😀"])
def test_what_cannot_be_looked_for_finds_nothing_and_breaks_nothing(words: str) -> None:
    matter(f"{unlike()}路灯不亮")
    indexed()
    found = ids(words)
    assert found == set() or "路灯" in words


def test_a_matter_is_found_by_its_number_its_outer_number_and_the_phone_that_was_left() -> None:
    mine = matter(f"{unlike()}桥栏杆断了", outer_id="HN12345-20261124-0077", source="outer",
                  reporter={"name": "甲某某", "phone": "000-0000-0009"})  # fmt: skip
    indexed()
    row = Matter.objects.get(id=mine)
    assert [ids(words) for words in (row.number, row.number[-6:], "HN12345-20261124-0077", "00000000009")] == [
        {mine}
    ] * 4


def test_nobody_finds_what_she_may_not_see() -> None:
    here, there = matter(f"{unlike()}路灯不亮"), matter(f"{unlike()}路灯不亮", place="430626104")
    road, _ = owned(f"{unlike()}路灯撞倒了")
    indexed()
    assert ids("路灯", DESK) == {here, road}
    assert ids("路灯", ROADS) == {road}
    assert ids("路灯", WATER) == set()
    assert ids("路灯", ALL) == {here, there, road}
    assert ids("路灯", Actor(kind="public", name="群众")) == set()


def test_an_office_finds_what_came_to_it_later() -> None:
    mine, _ = owned(f"{unlike()}水渠塌了")
    indexed()
    transfer(matter=mine, owner=WATER_OFFICE, item="示例-2", ground="水渠归水利", by=ROADS, at=AT, request=uuid4())
    assert ids("水渠", WATER) == set()
    assert indexed() == 1
    assert ids("水渠", WATER) == {mine}
    assert indexed() == 0


def test_a_parted_report_is_found_as_the_matter_it_became() -> None:
    text = "水库下面第二口塘坝渗水，坝脚湿了一大片"
    first, second = told(text), told(text)
    assert first.matter == second.matter
    indexed()
    done = unjoin(report=second.one.id, by=DESK, at=AT, request=uuid4())
    indexed()
    assert ids("塘坝渗水") == {first.matter, UUID(done.entry.data["into"])}
    assert SearchDoc.objects.count() == 2


def test_a_matter_that_another_opened_is_found_by_its_title() -> None:
    mine, _ = owned(f"{unlike()}水渠塌了")
    accept(matter=mine, by=ROADS, at=AT, request=uuid4())
    open_child(matter=mine, owner=WATER_OFFICE, item="示例-2", text="查一查渠首闸门", by=ROADS, at=AT, request=uuid4())
    indexed()
    child = Matter.objects.get(parent=mine).id
    assert ids("闸门", WATER) == ids("渠首闸门", WATER) == {child}


def test_the_newest_stands_first_and_pages_follow_without_gap_or_double() -> None:
    made = [matter(f"{unlike()}路灯第{n}次坏", at=AT + timedelta(hours=n)) for n in range(5)]
    indexed()
    seen, after = [], None
    for _ in range(3):
        page = search(actor=DESK, at=AT, narrow=Narrow(words="路灯"), after=after, limit=2)
        seen += [row.id for row in page.rows]
        after = (page.rows[-1].opened_at, page.rows[-1].id)
    assert seen == made[::-1]


def test_filters_hold_together_with_the_words() -> None:
    road, _ = owned(f"{unlike()}路灯撞倒了")
    desk = matter(f"{unlike()}路灯不亮", channel="phone")
    indexed()
    assert ids("路灯", line="transport") == {road}
    assert ids("路灯", channel="phone") == {desk}
    assert ids("路灯", place=COUNTY) == {road, desk}
    assert ids("路灯", place="430181109") == set()
    assert ids("路灯", late="late") == set()
    assert ids("路灯", due_from=(AT + timedelta(days=300)).date()) == set()


def test_a_search_takes_one_statement_however_many_are_found() -> None:
    matter(f"{unlike()}路灯不亮")
    indexed()
    with CaptureQueriesContext(connection) as one:
        ids("路灯")
    for _ in range(3):
        matter(f"{unlike()}路灯不亮")
    indexed()
    with CaptureQueriesContext(connection) as four:
        assert len(ids("路灯")) == 4
    assert len(one) == len(four) == 1


def test_the_index_is_behind_only_while_the_ledger_holds_unread_leaves() -> None:
    assert is_behind() is False
    matter(f"{unlike()}路灯不亮")
    sequence_all(at=AT)
    assert is_behind() is True
    index_search(at=AT)
    assert is_behind() is False


def test_text_is_cut_into_pairs_and_words_and_places_into_levels() -> None:
    assert text_tokens("路灯坏，K12") == {"路灯", "灯坏", "k12"}
    assert asked("农贸市场 K12").tokens == ("k12", "农贸", "市场", "贸市")
    assert asked("农贸市场 K12 路灯").reread == ("农贸市场",)
    assert [place_token(code) for code in ("43", "4301", COUNTY, "430181110", "430181110203g03")] == [
        "p43", "y4301", "c430181", "t430181110", "v430181110203",
    ]  # fmt: skip


def test_a_word_of_letters_a_hundred_thousand_long_is_indexed_and_harms_nothing() -> None:
    assert max(map(len, text_tokens("a" * 100_000))) == 40
    assert ROADS_OFFICE
