"""Quorums and majorities: exact at their edges, each with its article; nonsense is refused beside its figure."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiangli.cli.main import main
from xiangli.law import sources
from xiangli.law.quorum import FigureError, MeetingError, Outcome, counts, figure, meeting, meetings
from xiangli.law.quorum.meetings import read
from xiangli.law.quorum.shares import Share

TWO_THIRDS, HALF = Share(">=", Fraction(2, 3)), Share(">", Fraction(1, 2))


def held(kind: str, subject: str = "", empowered: bool = False, stricter: str = "", **figures: int | str) -> Outcome:
    given = {name.rstrip("_"): Fraction(value) for name, value in figures.items()}
    own = Fraction(stricter) if stricter else None
    return counts(meeting=meeting(kind), figures=given, subject=subject, empowered=empowered, stricter=own)


@pytest.mark.parametrize(
    ("base", "needed"),
    [(1, 1), (2, 2), (3, 2), (4, 3), (5, 4), (6, 4), (7, 5), (9, 6), (10, 7), (300, 200), (301, 201)],
)
def test_two_thirds_and_more_includes_the_number(base: int, needed: int) -> None:
    assert TWO_THIRDS.least(Fraction(base)) == needed


@pytest.mark.parametrize(("base", "needed"), [(1, 1), (2, 2), (3, 2), (4, 3), (5, 3), (400, 201), (401, 201)])
def test_more_than_half_does_not_include_it(base: int, needed: int) -> None:
    assert HALF.least(Fraction(base)) == needed


@pytest.mark.parametrize(("base", "needed"), [(3, 3), (6, 5), (7, 5), (30, 21)])
def test_more_than_two_thirds_is_one_more_where_two_thirds_is_whole(base: int, needed: int) -> None:
    assert Share(">", Fraction(2, 3)).least(Fraction(base)) == needed


@given(
    op=st.sampled_from([">=", ">"]),
    part=st.fractions(min_value=Fraction(1, 20), max_value=1, max_denominator=20).filter(lambda f: f < 1),
    base=st.integers(1, 10**9),
)
def test_the_least_count_is_enough_and_one_less_is_not(op: str, part: Fraction, base: int) -> None:
    share = Share(op, part)  # type: ignore[arg-type]
    least = share.least(Fraction(base))
    assert share.is_met(Fraction(least), Fraction(base))
    assert least == 1 or not share.is_met(Fraction(least - 1), Fraction(base))
    assert not share.is_met(Fraction(0), Fraction(0))


@given(adults=st.integers(1, 10**6), present=st.integers(0, 10**6), agree=st.integers(0, 10**6))
def test_an_assembly_is_what_the_article_says_and_nothing_else(adults: int, present: int, agree: int) -> None:
    present, agree = min(present, adults), min(agree, present, adults)
    outcome = held("village_assembly", adults=adults, present=present, for_=agree)
    assert outcome.valid == (present * 2 > adults)
    assert outcome.carried == (outcome.valid and agree * 2 > present)


@given(members=st.integers(1, 10**6), present=st.integers(0, 10**6), agree=st.integers(0, 10**6))
def test_a_collective_needs_two_thirds_of_all_not_of_those_present(members: int, present: int, agree: int) -> None:
    present, agree = min(present, members), min(agree, present, members)
    outcome = held("collective_assembly", members=members, present=present, for_=agree)
    assert outcome.carried == (3 * present >= 2 * members and 3 * agree >= 2 * members)


@given(more=st.integers(0, 50), present=st.integers(1, 60))
def test_one_more_vote_in_favour_never_loses_what_was_carried(more: int, present: int) -> None:
    agree = min(more, present)
    before = held("village_group", adults=60, present=present, for_=agree)
    after = held("village_group", adults=60, present=present, for_=min(agree + 1, present))
    assert after.carried or not before.carried


def test_households_are_a_second_way_to_a_valid_assembly() -> None:
    short = held("village_assembly", adults=400, present=190, households=120, households_present=79, for_=100)
    assert not short.valid
    enough = held("village_assembly", adults=400, present=190, households=120, households_present=80, for_=100)
    assert (enough.valid, enough.carried) == (True, True)


def test_the_sum_and_the_article_are_said() -> None:
    outcome = held("village_assembly", adults=400, present=200, for_=150)
    assert outcome.lines == (
        "到会人数：要过“本村十八周岁以上的村民”的半数。400 的 1/2 是 200，至少 201；实有 200，差 1。（《村民委员会组织法》第二十六条）",
        "赞成：要过“到会人数”的半数。200 的 1/2 是 100，至少 101；实有 150，够。（《村民委员会组织法》第二十六条）",
        "村民会议：参加的不够，无效，不能作决定。",
    )


def test_representatives_must_be_made_up_as_the_law_says() -> None:
    good = {"members": 35, "present": 24, "for_": 13, "representatives": 28, "women": 12}
    assert held("village_representatives", **good).carried
    few_women = held("village_representatives", **{**good, "women": 11})
    assert (few_women.formed, few_women.carried) == (False, False)
    assert "《村民委员会组织法》第二十九条" in few_women.lines[1]


def test_representatives_decide_only_what_the_assembly_handed_over() -> None:
    figures = {"members": 30, "present": 20, "for_": 11}
    refused = held("village_representatives", subject="public_works", **figures)
    assert not refused.carried
    assert "没有授权" in refused.barred
    assert "第二十八条" in refused.barred
    assert held("village_representatives", subject="public_works", empowered=True, **figures).carried


@pytest.mark.parametrize("kind", ["village_assembly", "village_representatives"])
def test_collective_property_belongs_to_the_collective_whoever_hands_it_over(kind: str) -> None:
    people = {"adults": 9} if kind == "village_assembly" else {"members": 9}
    outcome = held(kind, subject="collective_property", empowered=True, present=9, for_=9, **people)
    assert not outcome.carried
    assert "农村集体经济组织成员大会" in outcome.barred


@pytest.mark.parametrize("subject", ["charter", "membership", "land_shares", "compensation", "merger"])
def test_five_things_stay_with_the_members_themselves(subject: str) -> None:
    assert not held("collective_delegates", subject=subject, delegates=30, for_=30).carried
    assert held("collective_delegates", subject="plans", delegates=30, for_=20).carried


def test_twenty_delegates_are_too_few() -> None:
    assert not held("collective_delegates", delegates=20, for_=20).formed
    assert held("collective_delegates", delegates=21, for_=14).carried


def test_an_election_wants_half_the_voters_and_half_of_those_who_voted() -> None:
    assert held("village_election", voters=1000, voted=501, for_=251).carried
    assert not held("village_election", voters=1000, voted=500, for_=500).valid
    assert not held("village_election", voters=1000, voted=502, for_=251).carried


def test_a_rerun_wants_a_third_of_the_votes_cast() -> None:
    assert held("village_rerun", voters=1000, voted=600, for_=200).carried
    assert not held("village_rerun", voters=1000, voted=601, for_=200).carried


def test_nobody_votes_for_more_than_three_others() -> None:
    assert held("village_election", voters=10, voted=9, for_=5, proxies=3).carried
    assert not held("village_election", voters=10, voted=9, for_=5, proxies=4).carried


def test_a_recall_may_be_demanded_by_a_fifth_of_voters_or_a_third_of_representatives() -> None:
    vote = {"voters": 100, "voted": 51, "for_": 26}
    assert held("village_recall", **vote).asked is None
    assert held("village_recall", electors=100, asking=19, **vote).asked is False
    assert held("village_recall", electors=100, asking=20, **vote).asked is True
    both = {"electors": 100, "asking": 1, "representatives": 30, "representatives_asking": 10}
    assert held("village_recall", **both, **vote).asked is True


def test_residents_representatives_elect_only_when_more_than_two_thirds_vote() -> None:
    assert not held("residents_election", representatives=60, representatives_voted=40, voted=40, for_=21).valid
    assert held("residents_election", representatives=60, representatives_voted=41, voted=41, for_=21).carried


def test_residents_recall_by_the_article_on_recall() -> None:
    outcome = held("residents_recall", electors=100, electors_voted=51, voted=51, for_=26)
    assert outcome.carried
    assert {one.where for one in outcome.readings["ways"]} == {"《城市居民委员会组织法》第二十条"}
    assert not held("residents_recall", representatives=60, representatives_voted=40, voted=40, for_=40).valid


def test_owners_count_twice_by_heads_and_by_area_to_the_square_centimetre() -> None:
    heads = {"owners": 90, "owners_present": 60, "owners_for": 31}
    area = {"area": "9000.03", "area_present": "6000.02", "area_for": "3000.02"}
    assert held("owners", **heads, **area).carried
    assert not held("owners", **heads, **{**area, "area_present": "6000.0199"}).valid
    assert not held("owners", **heads, **{**area, "area_for": "3000.01"}).carried


def test_raising_repair_funds_wants_three_quarters_of_both_and_using_them_half() -> None:
    figures = {"owners": 100, "owners_present": 80, "owners_for": 59, "area": 100, "area_present": 80, "area_for": 60}
    assert held("owners", subject="use_funds", **figures).carried
    assert not held("owners", subject="raise_funds", **figures).carried
    assert not held("owners_special", **figures).carried
    assert held("owners_special", **{**figures, "owners_for": 60}).carried


def test_a_charter_may_be_stricter_than_the_law_and_never_looser() -> None:
    figures = {"members": 100, "present": 70, "for_": 70}
    assert held("collective_assembly", **figures).carried
    assert not held("collective_assembly", stricter="3/4", **figures).carried
    with pytest.raises(FigureError, match="更严"):
        held("collective_assembly", stricter="1/2", **figures)
    with pytest.raises(FigureError, match="更严"):
        held("village_group", stricter="3/4", adults=3, present=3, for_=3)


def test_a_benefit_for_an_outsider_wants_three_quarters_of_all() -> None:
    assert not held("nonmember_benefit", members=100, present=80, for_=74).carried
    assert held("nonmember_benefit", members=100, present=80, for_=75).carried


def test_a_board_of_five_needs_four_present_and_three_in_favour() -> None:
    assert not held("collective_board", board=5, present=3, for_=3).valid
    assert held("collective_board", board=5, present=4, for_=3).carried
    assert not held("collective_board", board=5, present=4, for_=2).carried


@pytest.mark.parametrize(
    ("figures", "field"),
    [
        ({"adults": 400, "for_": 3}, "present"),
        ({"adults": 400, "present": 300}, "for"),
        ({"adults": 400, "present": 401, "for_": 3}, "present"),
        ({"adults": 400, "present": 300, "for_": 200, "against": 101}, "against"),
        ({"adults": 400, "present": "300.5", "for_": 1}, "present"),
        ({"adults": 400, "present": 300, "for_": 1, "dogs": 2}, "dogs"),
    ],
)
def test_figures_that_cannot_be_are_named(figures: dict[str, int | str], field: str) -> None:
    with pytest.raises(FigureError) as refused:
        held("village_assembly", **figures)  # type: ignore[arg-type]
    assert refused.value.field == field


@pytest.mark.parametrize("text", ["", "十二", "-3", "1.5", "1e3", "0x10", "１２a", "9999999999"])
def test_what_is_no_whole_number_is_no_figure(text: str) -> None:
    with pytest.raises(FigureError):
        figure("present", text)
    assert figure("present", " 1,200 ") == 1200
    assert figure("area", "85.25", area=True) == Fraction(341, 4)


def test_no_number_stands_outside_the_sources_and_every_one_is_law() -> None:
    cited = {one.by for kind in meetings().values() for one in kind.measures}
    cited |= {one.by for kind in meetings().values() for one in kind.subjects}
    assert cited == {
        "V3",
        "V4",
        "V7",
        "V8",
        "V9",
        "V10",
        "V11",
        "V13",
        "V20",
        "V22",
        "V23",
        "V28",
        "V29",
        "C1",
        "C2",
        "C6",
    }
    for kind in meetings().values():
        for one in kind.measures:
            assert one.source.where.startswith("《")
            assert bool(one.source.of) == bool(one.of)


def test_every_share_of_law_says_of_what() -> None:
    rows = [
        sources.row(id) for id in ("V3", "V4", "V7", "V8", "V10", "V11", "V13", "V20", "V22", "V28", "V29", "C1", "C2")
    ]
    assert [one.what for row in rows for one in row.numbers if one.unit == "share" and not one.of] == []


GOOD = """
- id: group
  name: 组会
  figures: {all: 全体, present: 到会, for: 赞成}
  ways: [{id: all, name: 到会, measures: [{by: V13, number: 到会的十八周岁以上村民, count: present, of: all}]}]
  carried: [{by: V13, number: 到会人员同意, count: for, of: present}]
"""


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("到会人员同意", "到会的人同意", "no number"),
        ("count: for", "count: against", "unknown figures"),
        ("by: V13, number: 到会人员同意", "by: V99, number: 到会人员同意", "V99"),
        (", of: present", "", "not a share"),
        ("  name: 组会", "  name: 组会\n  score: 3", "score"),
    ],
)
def test_unsound_data_is_refused(old: str, new: str, word: str) -> None:
    assert set(read(GOOD)) == {"group"}
    with pytest.raises(MeetingError, match=word):
        read(GOOD.replace(old, new))


def test_the_command_says_the_same_as_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quorum", "village_group", "adults=7", "present=5", "for=3"]) == 0
    assert "7 的 2/3 是 4.6666…，至少 5；实有 5，够" in capsys.readouterr().out
    assert main(["quorum", "village_group", "adults=7", "present=4", "for=4"]) == 1
    assert main(["quorum", "village_group", "adults=7", "present=9", "for=4"]) == 2
    assert "present" in capsys.readouterr().err
    assert main(["quorum", "parliament", "adults=7"]) == 2
    assert main(["quorum"]) == 0
    assert "collective_board" in capsys.readouterr().out
    assert main(["quorum", "village_representatives"]) == 0
    assert "--subject public_works" in capsys.readouterr().out
