"""Deadlines worked by hand: the code agrees with every one, and the page shows just them."""

import pytest

from tests.law.deadlines import KEYS, PAGE, Case, cases, page
from xiangli.law.limits import Limit
from xiangli.law.sources import row


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_the_code_counts_as_the_hand_did(case: Case) -> None:
    found = case.counted()
    assert found.at == case.at, "\n".join(found.lines)
    assert found.provisional == case.provisional


def test_there_are_deadlines_of_every_kind() -> None:
    every = cases()
    assert len(every) >= 45
    assert len({case.name for case in every}) == len(every)
    assert {Limit.parse(case.raw["limit"]).unit.value for case in every} == {"H", "WD", "D", "M", "Y"}
    for kind in ("pause", "extend", "supplement", "provisional"):
        assert sum(kind in case.raw for case in every) >= 3


def test_every_number_stands_in_its_row() -> None:
    for case in cases():
        assert set(case.raw) <= KEYS, case.name
        for text in [case.raw["limit"], *case.raw.get("extend", [])]:
            limit = Limit.parse(text)
            source = row(case.raw["row"])
            assert source.lawful(limit.amount, limit.unit.value) or source.ours(limit.amount, limit.unit.value), (
                case.name
            )


def test_the_page_is_made_from_the_table() -> None:
    assert PAGE.read_text("utf-8") == page()
