"""The walk: what one entry more does to a matter's standing, its owner and its clocks."""

from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xiangli.law.language import KERNEL, VERBS, NotAllowed, Procedure, Standing, advance, begin, clocks, facts
from xiangli.law.limits import SHANGHAI, due_at
from xiangli.measures import shelf

PROCEDURES = {file.stem: loaded.procedure for file, loaded in shelf.procedures()}
REPORT = PROCEDURES["report"]
MONDAY = datetime(2024, 3, 4, 9, tzinfo=SHANGHAI)
DESK, ROADS, CITY = "desk@430181103", "transport@430181", "urban_management@430181"
SAID: dict[str, list[dict[str, Any]]] = {
    "assign": [{"owner": ROADS, "item": "X-01-1"}, {"owner": CITY, "item": "X-01-2"}],
    "accept": [{}],
    "transfer": [{"owner": CITY, "item": "X-01-2", "ground": "城管路段"}],
    "return": [{"ground": "产权不在本局", "desk": DESK}],
    "answer": [{"answer": "已经修好"}],
    "end": [{"outcome": one, "note": "办好了"} for one in ("mended", "told_elsewhere", "lawful_unsatisfied")],
    "rate": [{"solved": "yes"}, {"solved": "no"}],
    "reopen": [{"solved": "no", "desk": DESK}, {"new_facts": "雨后又塌了一块", "desk": DESK}],
}


def routed(p: Procedure = REPORT) -> Standing:
    return begin(p, data={"owner": ROADS, "item": "X-01-1", "routed": True}, at=MONDAY)


def unsorted(p: Procedure = REPORT) -> Standing:
    return begin(p, data={"owner": DESK, "routed": False}, at=MONDAY)


def walked(now: Standing, *verbs: str, data: dict[str, Any] | None = None) -> Standing:
    """After each of ``verbs`` with the first thing one may say, an hour apart; the last one with ``data``."""
    for n, verb in enumerate(verbs, 1):
        said = data if data is not None and n == len(verbs) else SAID.get(verb, [{}])[0]
        now = advance(REPORT, now, verb=verb, data=said, at=MONDAY + timedelta(hours=n))
    return now


def test_a_known_owner_is_asked_at_once_and_an_unknown_one_sorted_first() -> None:
    assert (routed().step, routed().owner, routed().item) == ("assigned", ROADS, "X-01-1")
    assert (unsorted().step, unsorted().owner) == ("sort", DESK)


def test_the_nearer_of_two_clocks_is_the_due_time_and_says_which_it_is() -> None:
    now = walked(routed(), "accept")
    assert (now.due_at, now.by_whole) == (datetime(2024, 3, 12, tzinfo=SHANGHAI), False)
    late = advance(REPORT, routed(), verb="accept", data={}, at=MONDAY + timedelta(days=18))
    assert (late.due_at, late.by_whole) == (datetime(2024, 3, 26, tzinfo=SHANGHAI), True)


def test_while_the_reporter_may_rate_no_office_clock_runs() -> None:
    now = walked(routed(), "accept", "answer")
    assert [whole for _, _, whole in clocks(REPORT, now)] == [False]


def test_a_return_goes_to_the_desk_that_is_named_and_to_no_other() -> None:
    assert walked(routed(), "return", data={"ground": "产权不在本局", "desk": DESK}).owner == DESK
    with pytest.raises(NotAllowed, match="no desk named"):
        walked(routed(), "return", data={"ground": "产权不在本局"})


def test_what_nobody_had_in_hand_is_sorted_again_when_reopened() -> None:
    mended = walked(unsorted(), "end")
    again = advance(REPORT, mended, verb="reopen", data=SAID["reopen"][0], at=MONDAY + timedelta(days=1))
    assert (mended.step, again.step, again.owner, again.ended_at) == ("mended", "sort", DESK, None)
    handled = walked(routed(), "accept", "end", "reopen")
    assert (handled.step, handled.owner) == ("handling", ROADS)


def test_not_solved_gives_the_matter_back_to_its_owner_with_a_fresh_whole_clock() -> None:
    now = walked(routed(), "accept", "answer", "rate", data={"solved": "no"})
    assert (now.step, now.owner, now.unsolved) == ("handling", ROADS, 1)
    assert now.whole_since == now.step_since == MONDAY + timedelta(hours=3)


def test_late_is_said_once_a_visit_and_never_of_a_reporter() -> None:
    late = walked(routed(), "late")
    assert late.late and late.step == "assigned"
    with pytest.raises(NotAllowed):
        walked(late, "late")
    assert not walked(late, "accept").late
    assert walked(late, "accept", "late").late
    with pytest.raises(NotAllowed):
        walked(routed(), "accept", "answer", "late")


def test_only_a_right_lapses_never_a_duty() -> None:
    assert walked(routed(), "accept", "answer", "lapse").step == "lapsed"
    with pytest.raises(NotAllowed):
        walked(routed(), "lapse")


def test_reports_are_counted_and_the_last_one_cannot_be_taken_away() -> None:
    two = walked(routed(), "join")
    assert two.reports == 2 and walked(two, "unjoin").reports == 1
    with pytest.raises(NotAllowed):
        walked(routed(), "unjoin")


def test_opening_sealed_data_moves_nothing_even_after_the_end() -> None:
    ended = walked(routed(), "accept", "end")
    seen = walked(ended, "unseal")
    assert seen.seq == ended.seq + 1
    assert [f.name for f in fields(Standing) if getattr(seen, f.name) != getattr(ended, f.name)] == ["seq"]


def test_a_choice_the_step_does_not_offer_is_not_allowed() -> None:
    with pytest.raises(NotAllowed) as wrong:
        walked(routed(), "end", data={"outcome": "told_elsewhere", "note": "找别人"})
    assert wrong.value.allowed == ("outcome=mended",)


def test_a_refusal_names_what_is_allowed_instead() -> None:
    with pytest.raises(NotAllowed) as wrong:
        walked(routed(), "answer")
    assert (wrong.value.step, wrong.value.allowed) == ("assigned", ("accept", "transfer", "return", "end"))


def test_guards_know_just_what_the_standing_tells() -> None:
    now = walked(routed(), "accept", "answer", "rate", data={"solved": "no"})
    known = facts(now, {"outcome": "lawful_unsatisfied"})
    assert (known.step, known.owner, known.answered, known.handled, known.unsolved) == (
        "handling",
        ROADS,
        True,
        True,
        1,
    )


steps = st.lists(
    st.tuples(st.sampled_from([*VERBS, *KERNEL]), st.integers(0, 2), st.integers(0, 72)), min_size=1, max_size=40
)


@settings(deadline=None)
@given(st.sampled_from(sorted(PROCEDURES)), st.booleans(), steps)
def test_any_walk_keeps_the_books_straight(name: str, known: bool, tried: list[tuple[str, int, int]]) -> None:
    p = PROCEDURES[name]
    now, at = (routed(p) if known else unsorted(p)), MONDAY
    for verb, which, hours in tried:
        at += timedelta(hours=hours)
        said = SAID.get(verb, [{}])
        before = now
        try:
            now = advance(p, now, verb=verb, data=said[which % len(said)], at=at)
        except NotAllowed:
            assert now is before
            continue
        assert now.seq == before.seq + 1
        assert p.is_end(now.step) == (now.ended_at is not None) == (now.due_at is None)
        assert now.owner and now.reports >= 1
        if now.due_at is not None:
            assert now.due_at == min(due_at(start, limit) for start, limit, _ in clocks(p, now))
        if verb not in ("rate", "reopen"):
            assert now.whole_since == before.whole_since, "only the reporter's word restarts the whole clock"
        if verb in KERNEL and verb != "lapse":
            assert (now.step, now.owner, now.due_at) == (before.step, before.owner, before.due_at)
