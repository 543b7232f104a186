"""Pages of judgement: doubtful pairs side by side, drafts with their sources, knowledge, corrections."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.faces.people import COUNTY, NOW, TOWN, VILLAGE, signed_in, tell
from xiangli.intake.acts.look_over import look_over
from xiangli.intake.models import Correction, Pair
from xiangli.ledger.acts.sequence import sequence_all
from xiangli.matters.models import Entry, Matter
from xiangli.proof.ids import uuid7
from xiangli.replies.acts.gather import gather
from xiangli.replies.models import GivenAnswer, Reply

pytestmark = pytest.mark.usefixtures("house")
LAMP = "村部后面的路灯从上个月起就不亮，老人晚上不敢出门。"
HOLE = "镇政府门口的水泥路塌了一块，电动车都摔了两次。"


def pair(n: int) -> Pair:
    """Two matters laid side by side as if joining had been in doubt."""
    older, newer = (
        tell(f"第{n}组{LAMP}", source=f"o{n}"),
        tell(HOLE if n == 1 else f"{n}号桥栏杆断了，{n}人差点掉下去", at=NOW + timedelta(hours=n)),
    )
    return Pair.objects.create(id=uuid7(), county=COUNTY, town=TOWN, report=newer.report, matter=newer.matter,
                               other=older.matter, percent=61, at=NOW)  # fmt: skip


def answered(text: str, words: str) -> UUID:
    told, client = tell(text), signed_in("desk")
    for verb, data in (("accept", {}), ("answer", {"answer": words})):
        sent = {"request_id": str(uuid7()), "seen": str(told.row.seq), **data}
        assert client.post(f"/desk/matter/{told.matter}/{verb}/", sent).status_code == 302
    return told.matter


def in_hand(text: str) -> UUID:
    told = tell(text)
    signed_in("desk").post(
        f"/desk/matter/{told.matter}/accept/", {"request_id": str(uuid7()), "seen": str(told.row.seq)}
    )
    return told.matter


def test_a_pair_shows_both_texts_and_one_tap_joins_or_keeps_apart() -> None:
    first, client = pair(1), signed_in("desk")
    page = client.get("/desk/beside/").content.decode()
    assert LAMP in page
    assert HOLE in page
    assert "61%" in page
    data = {"request_id": str(uuid7()), "choice": "apart"}
    assert client.post(f"/desk/beside/{first.id}/", data).status_code == 302
    page = client.get("/desk/beside/").content.decode()
    assert "没有拿不准的" in page
    assert "各办各的" in page
    client.post(f"/desk/beside/{first.id}/", {"request_id": str(uuid7()), "choice": ""})
    once = {"request_id": str(uuid7()), "choice": "one"}
    for _ in range(2):
        assert client.post(f"/desk/beside/{first.id}/", once).status_code == 302
    assert Matter.objects.get(id=first.other).reports == 2
    assert Entry.objects.filter(matter=first.other, verb="join").count() == 1
    assert "并入同一件事" in client.get(f"/desk/matter/{first.matter}/").content.decode()
    assert client.post(f"/desk/beside/{first.id}/", {"request_id": str(uuid7()), "choice": "apart"}).status_code == 409


def test_pairs_ask_as_often_with_three_rows_as_with_one() -> None:
    client = signed_in("desk")

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get("/desk/beside/").status_code == 200
        return len(seen)

    pair(1)
    one = asked()
    pair(2), pair(3)
    assert asked() == one


def test_only_who_sorts_judges() -> None:
    first = pair(1)
    assert signed_in("roads").get("/desk/beside/").status_code == 403
    assert (
        signed_in("roads").post(f"/desk/beside/{first.id}/", {"request_id": str(uuid7()), "choice": "one"}).status_code
        == 403
    )
    assert (
        signed_in("desk").post(f"/desk/beside/{uuid7()}/", {"request_id": str(uuid7()), "choice": "one"}).status_code
        == 404
    )


def test_a_draft_stands_beside_its_sources_and_is_sent_as_an_answer() -> None:
    before = answered(f"昨天{LAMP}", "灯泡和线路都换了，今晚亮灯。")
    sequence_all(at=NOW)
    gather(at=NOW)
    matter = in_hand("小学门口的两盏路灯坏了，路灯不亮学生晚上看不见")
    Matter.objects.update(topic="street_lights")
    GivenAnswer.objects.update(topic="street_lights")
    client = signed_in("desk")
    assert f"/desk/matter/{matter}/draft/" in client.get(f"/desk/matter/{matter}/").content.decode()
    page = client.get(f"/desk/matter/{matter}/draft/").content.decode()
    assert page.count("灯泡和线路都换了") == 2
    assert str(before) in page
    assert 'data-press="copy"' in page
    sent = {"request_id": str(uuid7()), "seen": str(Matter.objects.get(id=matter).seq), "answer": "改过：线路已修好。"}
    assert client.post(f"/desk/matter/{matter}/answer/", sent).status_code == 302
    assert Matter.objects.get(id=matter).step == "answered"
    assert client.get(f"/desk/matter/{matter}/draft/").status_code == 403


def test_a_good_answer_is_kept_with_owner_and_expiry_and_dropped_again() -> None:
    matter, client = answered(LAMP, "灯泡和线路都换了，今晚亮灯。"), signed_in("desk")
    page = client.get(f"/desk/replies/?from={matter}").content.decode()
    assert "灯泡和线路都换了" in page
    sent = {
        "request_id": str(uuid7()),
        "topic": "road_damage",
        "title": "路灯坏了找谁",
        "text": "报镇里，三天内修。",
        "until": "2027-06-30",
    }
    for _ in range(2):
        assert client.post("/desk/replies/", sent).status_code == 302
    reply = Reply.objects.get()
    assert "用到 2027-06-30" in client.get("/desk/replies/").content.decode()
    Reply.objects.update(until="2020-01-01")
    assert "已过期" in client.get("/desk/replies/").content.decode()
    client.post(f"/desk/replies/{reply.id}/drop/")
    assert "还没有收下的答复" in client.get("/desk/replies/").content.decode()


def test_replies_ask_as_often_with_three_rows_as_with_one() -> None:
    client = signed_in("desk")

    def kept(n: int) -> int:
        sent = {"topic": "road_damage", "title": f"第{n}问", "text": "报镇里，三天内修。", "until": "2027-06-30"}
        assert client.post("/desk/replies/", {"request_id": str(uuid7()), **sent}).status_code == 302
        client.get("/desk/replies/")
        with CaptureQueriesContext(connection) as seen:
            client.get("/desk/replies/")
        return len(seen)

    assert kept(1) == [kept(2), kept(3)][-1]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"until": "明年"}, "日期写成"), ({"until": "2020-01-01"}, "有效期"), ({"topic": ""}, "请选一项")],
)
def test_a_reply_that_lacks_something_keeps_what_was_typed(wrong: dict[str, str], said: str) -> None:
    sent = {
        "request_id": str(uuid7()),
        "topic": "road_damage",
        "title": "路灯坏了找谁",
        "text": "报镇里，三天内修。",
        "until": "2027-06-30",
    }
    answer = signed_in("desk").post("/desk/replies/", sent | wrong)
    assert (answer.status_code, said in answer.content.decode(), "报镇里，三天内修。" in answer.content.decode()) == (
        422,
        True,
        True,
    )


def test_corrections_are_counted_by_what_was_taken_for_what_and_name_nobody() -> None:
    told, client = tell(LAMP), signed_in("desk")
    sent = {"request_id": str(uuid7()), "place": VILLAGE, "topic": "road_damage"}
    assert client.post(f"/desk/matter/{told.matter}/correct/", sent).status_code == 302
    assert (told.row.place, told.row.topic) == (VILLAGE, "road_damage")
    sequence_all(at=NOW)
    look_over(at=NOW)
    page = client.get("/desk/corrections/").content.decode()
    assert Correction.objects.filter(kind="topic").count() == 1
    assert "公路和街道路面破损" in page
    assert "示例员" not in page.split("<main")[1]


@pytest.mark.parametrize(
    ("data", "said"),
    [({}, "至少改一样"), ({"place_text": "没有这个地方叫这个"}, "请点一下"), ({"place": "430281"}, "外县")],
)
def test_a_correction_that_cannot_be_says_why(data: dict[str, str], said: str) -> None:
    told = tell(LAMP)
    answer = signed_in("desk").post(f"/desk/matter/{told.matter}/correct/", {"request_id": str(uuid7()), **data})
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert told.row.seq == 1
