"""may(): places × lines × acts, for a term; nobody else decides."""

from datetime import date
from uuid import uuid4

import pytest

from tests.houses import COUNTY, DESK, ROADS, TOWN
from xiangli.parties.acts.appoint import UnknownAct, appoint, found_organisation, sign_in_for
from xiangli.parties.models import User
from xiangli.parties.reads.actor import PUBLIC, SYSTEM, reporter, staff
from xiangli.parties.reads.may import ACTS, may


@pytest.mark.parametrize(
    ("actor", "act", "scope", "allowed"),
    [
        (DESK, "sort", {"place": TOWN}, True),
        (DESK, "sort", {"place": TOWN + "201"}, True),
        (DESK, "sort", {"place": "430181109"}, False),
        (DESK, "sort", {"place": COUNTY}, False),
        (DESK, "handle", {"office": f"desk@{TOWN}"}, True),
        (DESK, "handle", {"office": f"transport@{TOWN}"}, False),
        (DESK, "oversee", {}, False),
        (ROADS, "handle", {"office": f"transport@{TOWN}"}, True),
        (ROADS, "handle", {"office": "transport@430102"}, False),
        (ROADS, "sort", {"place": TOWN}, False),
        (PUBLIC, "sort", {}, False),
        (reporter(uuid4()), "unseal", {}, False),
        (SYSTEM, "sort", {"place": TOWN}, True),
    ],
)
def test_a_post_allows_its_acts_at_its_places_for_its_lines(actor, act, scope, allowed) -> None:  # type: ignore[no-untyped-def]
    assert may(actor, act, **scope) is allowed


def test_an_act_nobody_defined_is_an_error_not_a_no() -> None:
    with pytest.raises(KeyError):
        may(DESK, "rank")


@pytest.mark.django_db
def test_a_post_counts_from_its_first_day_to_its_last() -> None:
    person = sign_in_for(username="示例", password="a-long-password", name="示例员")
    organisation = found_organisation(name="示例单位", line="desk", place=TOWN)
    appoint(person=person, organisation=organisation, name="经办", acts=["sort"], since=date(2026, 1, 1),
            until=date(2026, 6, 30))  # fmt: skip
    user = User.objects.get()
    allowed = [may(staff(user, on=day), "sort", place=TOWN) for day in
               (date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1))]  # fmt: skip
    assert allowed == [False, True, True, False]


@pytest.mark.django_db
def test_a_post_with_an_act_no_rule_knows_is_not_made() -> None:
    person = sign_in_for(username="示例", password="a-long-password", name="示例员")
    organisation = found_organisation(name="示例单位", line="desk", place=TOWN)
    with pytest.raises(UnknownAct):
        appoint(person=person, organisation=organisation, name="经办", acts=["rank"], since=date(2026, 1, 1))
    assert "rank" not in ACTS
