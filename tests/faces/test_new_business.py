"""At the desk a person says what kind of business it is; petitions stand alone, and accusations leave no words here."""

import pytest
from django.db import connection

from tests.faces.people import NOW, TOWN, signed_in
from xiangli.intake.acts.receive import receive
from xiangli.intake.incoming import Incoming
from xiangli.matters.models import Entry, JoinKey, Matter, Report
from xiangli.proof.ids import uuid7

pytestmark = pytest.mark.usefixtures("house")
CLAIM = "征地补偿没有按去年公布的标准给，差了一万二。"


def note(text: str = CLAIM, **more: str) -> Matter:
    """A clerk registers it; the matter it became."""
    form = {"request_id": str(uuid7()), "text": text, "place": TOWN, "channel": "desk", "step": "confirm", **more}
    sent = signed_in("desk").post("/desk/new/", form)
    assert sent.status_code == 302, sent.content.decode()
    return Matter.objects.get(id=sent["Location"].rstrip("/").rsplit("/", 1)[1])


@pytest.mark.parametrize(
    "business", ["ticket", "ticket_consult", "ticket_hard", "suggest", "petition", "petition_simple"]
)
def test_what_a_person_says_it_is_is_how_it_runs(business: str) -> None:
    row = note(business=business)
    assert row.procedure == business
    assert Entry.objects.get(matter=row.id, seq=1).data["procedure"] == business


def test_without_a_word_the_words_decide_as_before() -> None:
    assert note().procedure == "report"
    assert note("请问医保怎么交").procedure == "consult"


def test_a_petition_is_registered_by_a_person_with_the_days_of_the_law() -> None:
    row = note(business="petition")
    assert (row.step, row.owner) == ("sort", f"desk@{TOWN}")
    page = signed_in("desk").get(f"/desk/matter/{row.id}/").content.decode()
    assert "信访工作条例" in page


def test_two_petitions_about_one_thing_stand_apart_each_with_its_clock() -> None:
    first, second = note(business="petition"), note(business="petition")
    assert first.id != second.id
    other = note()
    assert other.id not in (first.id, second.id)
    assert JoinKey.objects.filter(matter__in=[first.id, second.id]).count() == 0
    assert note().id == other.id  # an ordinary report still joins


def test_a_ticket_keeps_the_number_and_the_clock_of_the_hotline() -> None:
    row = note(business="ticket", outer_id="12345-20261125-7", outer_due="2026-12-01T17:30")
    assert row.outer_due is not None
    assert Report.objects.get(matter=row.id).outer_id == "12345-20261125-7"


def test_of_an_accusation_nothing_is_kept_but_that_there_is_one() -> None:
    row = note("某村某人收了某人的钱", business="accusation", name="示范王某", phone="19900001111")
    told = Report.objects.get(matter=row.id)
    assert told.reporter is None
    assert row.procedure == "petition"
    kept = [name for name in connection.introspection.table_names() if not name.startswith("xiangli_searchfts")]
    for table in kept:  # the index of words holds no words of its own: it is made from rows looked at here
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            assert "收了某人的钱" not in str(cursor.fetchall()), table


def test_a_clock_that_is_no_time_is_asked_for_again() -> None:
    form = {"request_id": str(uuid7()), "text": CLAIM, "place": TOWN, "channel": "desk", "outer_due": "下周五"}
    sent = signed_in("desk").post("/desk/new/", form)
    assert sent.status_code == 422
    assert "写成 2026-11-25 17:30 这样" in sent.content.decode()


def test_a_business_nobody_published_is_refused_in_words() -> None:
    one = Incoming(id=uuid7(), text=CLAIM, place=TOWN, procedure="lottery")
    outcome = receive([one], at=NOW)[0]
    assert (outcome.status, outcome.field) == ("refused", "procedure")
    assert "lottery" in outcome.reason


def test_the_same_id_for_another_business_is_another_report() -> None:
    once = uuid7()
    first = receive([Incoming(id=once, text=CLAIM, place=TOWN)], at=NOW)[0]
    again = receive([Incoming(id=once, text=CLAIM, place=TOWN, procedure="petition")], at=NOW)[0]
    assert first.status == "accepted"
    assert (again.status, again.conflict) == ("refused", True)


def test_a_petition_is_not_passed_on_with_one_tap_since_its_kind_is_a_persons_to_say() -> None:
    row = note(business="petition")
    page = signed_in("desk").get("/desk/sort/").content.decode()
    assert f"/desk/matter/{row.id}/assign/" not in page
    assert "打开，定类别再转送" in page
