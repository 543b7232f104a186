"""A procedure says an act of a shared file in its own way, or has none of it; and guards over kind, office and time."""

from datetime import datetime

import pytest

from xiangli.law.language import PolicyError, load_procedure
from xiangli.law.language.guards import GUARDS, Facts
from xiangli.law.limits import SHANGHAI
from xiangli.measures import shelf

TICKET = next(file for file in shelf.shipped(".procedure.yaml") if file.stem == "ticket")
PETITION = next(file for file in shelf.shipped(".procedure.yaml") if file.stem == "petition")


def loaded(text: str):
    return load_procedure(text, "one.procedure.yaml", shelf.shared())


def test_a_file_used_later_says_an_act_instead_of_an_earlier_one():
    act = loaded(TICKET.text).act("assigned", "return")
    assert [refusal.cites for refusal in act.refuses] == ["N-ticket-return", "N-quarrel", "N-ticket-return"]
    assert [one.verb for one in loaded(TICKET.text).acts_].count("return") == 1


def test_what_nobody_says_instead_is_gone_with_the_fields_and_steps_only_it_had():
    p = loaded(PETITION.text)
    assert not {"reopen", "supplement_ask", "appeal", "mend"} & {act.verb for act in p.acts_}
    assert not {"lack", "given", "exclude", "new_facts"} & set(p.fields)
    assert "disputed" in p.steps


def test_without_instead_the_same_act_twice_is_refused():
    with pytest.raises(PolicyError, match="'return' stands twice at 'assigned'"):
        loaded(TICKET.text.replace("instead: [return]\n", ""))


@pytest.mark.parametrize(
    ("was", "is_now", "said"),
    [
        ("instead: [return]", "instead: [retrun]", "no act 'retrun' to say instead of; did you mean 'return'"),
        ("instead: [return]", "instead: return", "'instead' must be a list of verbs"),
        ("uses: [casework, ticket]\n", "", "nothing is used"),
    ],
)
def test_a_slip_is_found_with_its_line(was, is_now, said):
    with pytest.raises(PolicyError, match=rf"^one\.procedure\.yaml:\d+: {said}"):
        loaded(TICKET.text.replace(was, is_now))


def at(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("now", "holds"),
    [("2024-03-08 10:00", True), ("2024-03-11 23:59", True), ("2024-03-12 00:00", False)],
)
def test_an_act_in_time_is_one_before_its_working_day_is_over(now, holds):
    facts = Facts(step="assigned", owner="a@1", since=at("2024-03-08 09:00"), at=at(now))
    assert GUARDS["in_time"](facts, within="1 WD", by="N-ticket-return") is holds


def test_a_kind_that_may_never_be_passed_on_and_an_office_that_may_not_review_itself():
    said = Facts(step="sort", owner="a@1", data={"kind": "accusation", "owner": "b@1"}, handler="b@1")
    assert not GUARDS["never"](said, field="kind", value="accusation")
    assert GUARDS["never"](said, field="kind", value="claim")
    assert not GUARDS["not_the_handler"](said)
    assert GUARDS["not_the_handler"](Facts(step="sort", owner="a@1", data={"owner": "c@1"}, handler="b@1"))
