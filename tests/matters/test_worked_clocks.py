"""Clocks of whole matters worked by hand: the code agrees with every one, and the page shows just them."""

import pytest

from tests.matters.worked import PAGE, Case, cases, moment, page, report
from xiangli.law.language import sums

P = report()


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_the_walk_counts_as_the_hand_did(case: Case) -> None:
    now = case.walked(P)
    first, _whole = sums(P, now)[0]
    assert (now.due_at, first.limit.by) == (case.due, case.raw["by"]), "\n".join(first.lines)
    assert now.late == (case.raw.get("late") == "yes")
    if outer := case.raw.get("outer"):
        assert now.due_at is not None
        assert ("outer" if moment(outer) < now.due_at else "ours") == case.raw["nearer"]


def test_there_are_cases_of_every_kind_and_no_two_alike() -> None:
    every = cases()
    assert len({case.name for case in every}) == len(every) >= 30
    did = {verb for case in every for _at, verb in case.raw["then"]}
    assert {"pause", "resume", "run_on", "supplement_ask", "supplement_give", "extend_ask", "extend_grant", "dispute",
            "rule", "return", "transfer", "undo", "unsolved"} <= did  # fmt: skip
    assert {case.raw.get("nearer") for case in every} == {None, "outer", "ours"}


def test_the_page_is_made_from_the_table() -> None:
    assert PAGE.read_text("utf-8") == page()
