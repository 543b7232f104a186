"""For X, by Y: on a matter it is one tap, stands in the entry and on the timeline, and ends with the term."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from tests.faces.people import COUNTY, TOWN, hire, signed_in, tell
from xiangli.matters.models import Entry
from xiangli.parties.acts.appoint import appoint, found_organisation
from xiangli.parties.models import Person, StandIn
from xiangli.proof.ids import uuid7
from xiangli.vault.models import Opening


def stand_in() -> StandIn:
    """示例乙, who handles for another line, stands in for the person at the roads."""
    hire("other", line="health", place=COUNTY, acts=["handle"], name="示例乙")
    Person.objects.filter(user__username="roads").update(name="示例甲")
    of, by = (Person.objects.get(user__username=name) for name in ("roads", "other"))
    now, day = timezone.now(), timedelta(days=1)
    return StandIn.objects.create(id=uuid7(), county=COUNTY, of=of, by=by, since=now - 3 * day, until=now + day, set_by="示例甲",
                                  made_at=now)  # fmt: skip


def roads_matter() -> str:
    """The page of a matter that is the roads'."""
    return f"/desk/matter/{tell('村口的路塌了一个大坑', owner=f'transport@{COUNTY}', at=timezone.now()).matter}/"


def test_the_stand_in_acts_in_one_tap_and_the_entry_says_for_whom(house: None) -> None:
    stand_in()
    page, client = roads_matter(), signed_in("other")
    assert page in client.get("/desk/").content.decode()
    assert f"记作：示例乙 代 示例甲（示例transport单位{COUNTY}·经办）" in client.get(page).content.decode()
    assert client.post(f"{page}accept/", {"request_id": str(uuid4())}).status_code == 302
    assert Entry.objects.get(verb="accept").actor == f"示例乙 代 示例甲（示例transport单位{COUNTY}·经办）"
    assert f'<span class="soft">示例乙 代 示例甲（示例transport单位{COUNTY}·经办）' in client.get(page).content.decode()
    assert client.post(f"{page}undo/", {"request_id": str(uuid4())}).status_code in (302, 200)


def test_once_the_term_is_over_the_act_is_refused_in_plain_words_and_nothing_is_written(house: None) -> None:
    row, page = stand_in(), roads_matter()
    StandIn.objects.filter(id=row.id).update(until=timezone.now() - timedelta(minutes=1))
    answer = signed_in("other").post(f"{page}accept/", {"request_id": str(uuid4())})
    assert answer.status_code == 403
    assert "您替示例甲代班的期限" in answer.content.decode() and "这一步没有办" in answer.content.decode()
    assert Entry.objects.filter(verb="accept").count() == 0
    hire("third", line="health", place=COUNTY, acts=["handle"])
    assert signed_in("third").get(page).status_code == 404


def test_a_stand_in_opens_no_sealed_name(house: None) -> None:
    stand_in()
    told = tell("门口的路坏了", owner=f"transport@{COUNTY}", reporter={"name": "示例某", "phone": "19900001234"})
    answer = signed_in("other").post(
        f"/desk/matter/{told.matter}/open/", {"request_id": str(uuid4()), "purpose": "电话核实位置"}
    )
    assert answer.status_code == 403 and Opening.objects.count() == 0


def test_of_several_posts_the_entry_keeps_the_one_that_opened_the_door(house: None) -> None:
    hire("two", line="health", place=COUNTY, acts=["handle"], name="示例双")
    office = found_organisation(name="", line="transport", place=COUNTY)
    appoint(person=Person.objects.get(user__username="two"), organisation=office, name="副科长", acts=["handle"],
            since=timezone.localdate() - timedelta(days=9))  # fmt: skip
    page = roads_matter()
    assert signed_in("two").post(f"{page}accept/", {"request_id": str(uuid4())}).status_code == 302
    assert Entry.objects.get(verb="accept").actor == f"示例双（示例transport单位{COUNTY}·副科长）"


def test_a_note_taken_at_the_desk_is_signed_with_the_post(house: None) -> None:
    sent = {
        "request_id": str(uuid4()), "text": "村口的路灯不亮，晚上看不清路。", "place_text": "永和镇", "place": TOWN, "channel": "phone",
        "confirm": "1",
    }  # fmt: skip
    signed_in("desk").post("/desk/new/", sent)
    actors = set(Entry.objects.filter(verb="open").values_list("actor", flat=True))
    assert actors == {f"示例员（示例desk单位{TOWN}·经办）"}
