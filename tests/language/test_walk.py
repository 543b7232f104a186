"""The walk: what one entry more does to a matter's standing, its owner and its clocks."""

from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xiangli.law.language import (
    KERNEL,
    VERBS,
    NotAllowed,
    Procedure,
    Standing,
    advance,
    begin,
    clocks,
    facts,
    sums,
    wakes,
)
from xiangli.law.language.load import load_procedure
from xiangli.law.language.sound import faults
from xiangli.law.limits import SHANGHAI, due_at
from xiangli.measures import shelf

PROCEDURES = {file.stem: loaded.procedure for file, loaded in shelf.procedures()}
REPORT = PROCEDURES["report"]
MONDAY = datetime(2024, 3, 4, 9, tzinfo=SHANGHAI)
DESK, ROADS, CITY = "desk@430181103", "transport@430181", "urban_management@430181"
WATER = "water_resources@430181"
SAID: dict[str, list[dict[str, Any]]] = {
    "assign": [{"owner": ROADS, "item": "X-01-1"}, {"owner": CITY, "item": "X-01-2"}],
    "accept": [{}],
    "transfer": [{"owner": CITY, "item": "X-01-2", "ground": "城管路段"}],
    "return": [{"ground": "产权不在本局", "desk": DESK}],
    "answer": [{"answer": "已经修好"}],
    "end": [{"outcome": one, "note": "办好了"} for one in ("told_elsewhere", "lawful_unsatisfied")],
    "mend": [{"note": "当场修好"}],
    "share": [{"assist": CITY}, {"assist": WATER}],
    "assist": [{"part": "我们这份办好了", "office": CITY}, {"part": "水管已换", "office": WATER}],
    "instruct": [{"line": "请速办"}],
    "push": [{"note": "群众在等"}],
    "pause": [{"ground": "要等专家鉴定"}],
    "extend_ask": [{"ground": "材料还没有到", "person": "吴"}],
    "extend_refuse": [{"ground": "可以先做一半"}],
    "supplement_ask": [{"lack": "缺户口簿"}],
    "supplement_give": [{"given": "户口簿"}],
    "dispute": [{"ground": "灯杆归城管管", "desk": DESK}],
    "rule": [{"owner": CITY, "item": "X-12-1", "ground": "归城管管理的"}],
    "split": [{"text": "路灯不亮", "into": "一号"}],
    "open_child": [{"owner": WATER, "item": "X-09-1", "text": "先迁水管", "into": "二号"}],
    "appeal": [{"ground": "诉求违反条例"}],
    "appeal_rule": [
        {"exclude": "yes", "ground": "成立", "person": "甲"},
        {"exclude": "no", "ground": "不成立", "person": "乙"},
    ],
    "recount": [{"calendar": 2024}, {"calendar": 2026}],
    "warn": [{"who": ["owner"]}, {"who": ["head"]}, {"who": ["owner", "head", "leader"]}],
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
    assert [one.whole for one in clocks(REPORT, now)] == [False]


def test_a_return_goes_to_the_desk_that_is_named_and_to_no_other() -> None:
    assert walked(routed(), "return", data={"ground": "产权不在本局", "desk": DESK}).owner == DESK
    with pytest.raises(NotAllowed, match="no desk named"):
        walked(routed(), "return", data={"ground": "产权不在本局"})


def test_what_nobody_had_in_hand_is_sorted_again_when_reopened() -> None:
    mended = walked(unsorted(), "mend")
    again = advance(REPORT, mended, verb="reopen", data=SAID["reopen"][0], at=MONDAY + timedelta(days=1))
    assert (mended.step, again.step, again.owner, again.ended_at) == ("mended", "sort", DESK, None)
    handled = walked(routed(), "accept", "mend", "reopen")
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
    ended = walked(routed(), "accept", "mend")
    seen = walked(ended, "unseal")
    assert seen.seq == ended.seq + 1
    assert [f.name for f in fields(Standing) if getattr(seen, f.name) != getattr(ended, f.name)] == ["seq"]


def test_a_choice_the_step_does_not_offer_is_not_allowed() -> None:
    with pytest.raises(NotAllowed) as wrong:
        walked(routed(), "accept", "end", data={"outcome": "told_elsewhere", "note": "找别人"})
    assert wrong.value.allowed == ("outcome=lawful_unsatisfied",)


def test_a_refusal_names_what_is_allowed_instead() -> None:
    with pytest.raises(NotAllowed) as wrong:
        walked(routed(), "answer")
    known = ("accept", "transfer", "return", "dispute", "mend", "share", "assist", "instruct", "push", "split")
    assert wrong.value.step == "assigned" and set(wrong.value.allowed) == set(known)


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


def at(now: Standing, verb: str, when: datetime, which: int = 0, by: str = "") -> Standing:
    """``now`` after ``verb`` at the moment ``when``."""
    return advance(REPORT, now, verb=verb, data=SAID.get(verb, [{}])[which], at=when, by=by)


def test_a_stopped_clock_keeps_its_due_time_and_counts_on_without_the_days_it_stood() -> None:
    handling = at(routed(), "accept", MONDAY + timedelta(hours=1))
    stood = at(handling, "pause", MONDAY + timedelta(days=1))
    assert (stood.step, stood.due_at) == ("handling", handling.due_at)
    assert stood.stopped and wakes(REPORT, stood) == [(datetime(2024, 3, 20, tzinfo=SHANGHAI), "run_on")]
    on = at(stood, "resume", MONDAY + timedelta(days=3))
    assert (on.stopped, on.due_at) == (None, datetime(2024, 3, 14, tzinfo=SHANGHAI))
    by_itself = at(stood, "run_on", datetime(2024, 3, 20, tzinfo=SHANGHAI))
    assert by_itself.due_at == datetime(2024, 3, 27, tzinfo=SHANGHAI)


def test_a_granted_extension_lengthens_both_clocks_and_a_late_matter_is_no_longer_late() -> None:
    handling = at(routed(), "accept", MONDAY + timedelta(hours=1))
    asked = at(handling, "extend_ask", MONDAY + timedelta(days=2))
    assert (asked.asked, asked.due_at) == ("吴", handling.due_at)
    late = at(asked, "late", datetime(2024, 3, 12, tzinfo=SHANGHAI))
    granted = at(late, "extend_grant", datetime(2024, 3, 12, 9, tzinfo=SHANGHAI))
    assert (granted.asked, granted.late, granted.due_at) == ("", False, datetime(2024, 3, 19, tzinfo=SHANGHAI))
    assert [str(one) for one in granted.whole_more] == ["5 WD"]
    assert at(late, "extend_refuse", datetime(2024, 3, 12, 9, tzinfo=SHANGHAI)).late


def test_the_time_of_a_quarrel_is_the_quarrels_and_not_the_whole_clocks() -> None:
    disputed = at(routed(), "dispute", MONDAY + timedelta(days=1))
    assert (disputed.step, disputed.owner, [one.whole for one in clocks(REPORT, disputed)]) == (
        "disputed",
        DESK,
        [False],
    )
    ruled = at(disputed, "rule", MONDAY + timedelta(days=3))
    assert (ruled.owner, ruled.ruled, [one.by for one in ruled.pauses]) == (CITY, CITY, ["N-quarrel"])
    assert facts(ruled, {}).ruled
    assert (
        not facts(at(ruled, "transfer", MONDAY + timedelta(days=4)), {}).ruled or SAID["transfer"][0]["owner"] == CITY
    )
    whole = next(due for due, is_whole in sums(REPORT, ruled) if is_whole)
    assert whole.at == datetime(2024, 3, 28, tzinfo=SHANGHAI)


def test_what_is_taken_back_leaves_the_standing_as_it_was_and_only_once() -> None:
    before = routed()
    accepted = at(before, "accept", MONDAY + timedelta(hours=1))
    back = at(accepted, "undo", MONDAY + timedelta(hours=2))
    differs = {f.name for f in fields(Standing) if f.compare and getattr(back, f.name) != getattr(before, f.name)}
    assert differs == {"seq"} and back.seq == 3
    with pytest.raises(NotAllowed):
        at(back, "undo", MONDAY + timedelta(hours=2))
    with pytest.raises(NotAllowed):
        at(at(accepted, "join", MONDAY + timedelta(hours=1)), "undo", MONDAY + timedelta(hours=2))


def test_an_appeal_is_allowed_only_when_both_who_rule_on_it_say_so() -> None:
    mended = walked(routed(), "accept", "mend", "appeal")
    yes, no = SAID["appeal_rule"]
    for said, excluded in (([yes, yes], True), ([yes, no], False), ([no, yes], False), ([no, no], False)):
        now = mended
        for one in said:
            now = advance(REPORT, now, verb="appeal_rule", data=one, at=MONDAY + timedelta(days=1))
        assert (now.excluded, now.appealed, now.step) == (excluded, False, "mended")


def test_warnings_come_in_their_order_and_none_that_would_come_before_the_step_began() -> None:
    due = datetime(2024, 3, 6, tzinfo=SHANGHAI)
    ahead = [(due - timedelta(hours=hours), "warn") for hours in (24, 12, 6)]
    assert wakes(REPORT, routed()) == [*ahead, (due, "late")]
    assert wakes(REPORT, at(routed(), "warn", ahead[1][0], 2)) == [(due, "late")]
    late_start = begin(REPORT, data={"owner": ROADS, "routed": True}, at=MONDAY)
    handed_on = at(late_start, "transfer", due + timedelta(days=18, hours=14))  # the whole clock ends within ten hours
    assert [verb for _, verb in wakes(REPORT, handed_on)][-2:] == ["warn", "late"]


LAW = """procedure: licence
version: "2026-11-24"
clause: ["8.2"]
name: {zh: 许可, en: Licence}
basis: [S1, S2]
whole: {within: 20 WD, by: S2}
start: receiving
routed: receiving
fields:
  note: {type: text, name: {zh: 说明, en: Note}}
steps:
  receiving: {name: {zh: 收件, en: Receiving}, owner: desk, clock: {within: 5 WD, silence_is: accepted, by: S1}}
  accepted: {name: {zh: 已受理, en: Accepted}, owner: handler, clock: {within: 20 WD, by: S2}}
ends:
  decided: {name: {zh: 已决定, en: Decided}}
acts:
  - {verb: accept, from: [receiving], by: [desk], to: accepted}
  - {verb: end, from: [accepted], by: [handler], to: decided, needs: [note], waits: {not_before: 5 WD, by: S1}}
"""


def test_where_the_law_says_so_silence_moves_the_matter_and_being_late_does_not_stop_it() -> None:
    p = load_procedure(LAW, "licence.yaml")
    assert list(faults(p)) == []
    now = begin(p, data={"owner": DESK}, at=MONDAY)
    speaks = datetime(2024, 3, 12, tzinfo=SHANGHAI)
    assert wakes(p, now) == [(speaks, "silence")]
    moved = advance(p, now, verb="silence", data={}, at=speaks)
    assert (moved.step, moved.owner, moved.due_at) == ("accepted", DESK, datetime(2024, 4, 2, tzinfo=SHANGHAI))
    with pytest.raises(NotAllowed):
        advance(p, moved, verb="silence", data={}, at=speaks)
    with pytest.raises(NotAllowed):
        advance(REPORT, routed(), verb="silence", data={}, at=speaks)


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
        if now.due_at is not None and not now.stopped:
            assert now.due_at == sums(p, now)[0][0].at
            if not (now.pauses or now.step_more or now.whole_more or now.calendar < 2026):
                assert now.due_at == min(due_at(one.start, one.limit) for one in clocks(p, now))
        woken = [at for at, _ in wakes(p, now)]
        assert woken == sorted(woken) and bool(woken) == (now.due_at is not None and not (now.late and not now.stopped))
        if verb not in ("rate", "reopen", "undo"):
            assert now.whole_since == before.whole_since, "only the reporter's word restarts the whole clock"
        if verb in KERNEL and verb not in ("lapse", "run_on", "undo", "merge", "recount"):
            assert (now.step, now.owner, now.due_at) == (before.step, before.owner, before.due_at)
