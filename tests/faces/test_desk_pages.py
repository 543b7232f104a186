"""The desk's pages: inbox, sorting, one matter with its acts, noting, importing."""

import json
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.faces.people import COUNTY, NOW, TOWN, Told, signed_in, tell
from xiangli.intake.acts.run_batch import run_batch
from xiangli.matters.models import Entry, Matter, Report
from xiangli.proof.ids import uuid7
from xiangli.vault.models import Opening

pytestmark = pytest.mark.usefixtures("house")
POTHOLE = "镇政府门口的水泥路塌了一块，电动车都摔了两次。"
LAMP = "村部后面的路灯从上个月起就不亮，老人晚上不敢出门。"
WELL = "后山水井的水发黄，烧开了还有一层铁锈，全组都不敢喝。"
TO_ROADS = f"transport@{COUNTY} "


def path(told: Told, rest: str = "") -> str:
    return f"/desk/matter/{told.matter}/{rest}"


def form(told: Told, **data: str) -> dict[str, str]:
    return {"request_id": str(uuid7()), "seen": str(told.row.seq), **data}


def transfer(client: Client, told: Told) -> None:
    """The desk accepts and hands it to the county's roads office."""
    page = client.get(path(told)).content.decode()
    value = next(part.split('"')[0] for part in page.split('<option value="') if part.startswith(TO_ROADS))
    answer = client.post(path(told, "transfer/"), form(told, office=value, ground="县道归县交通运输局养护"))
    assert answer.status_code == 302, answer.content.decode()


def test_an_empty_inbox_says_what_to_do_next() -> None:
    page = signed_in("desk").get("/desk/").content.decode()
    assert "这里没有要办的事" in page
    assert 'href="/desk/new/"' in page


def test_the_inbox_stands_by_nearest_clock_and_counts_its_states() -> None:
    first, second = tell(POTHOLE), tell(LAMP)
    Matter.objects.filter(id=second.matter).update(due_at="2026-11-01T00:00:00Z")
    page = signed_in("desk").get("/desk/").content.decode()
    assert page.index(LAMP[:10]) < page.index(POTHOLE[:10])
    assert "已超期 <b>1</b>" in page
    assert "待签收 <b>2</b>" in page
    assert str(first.matter) in page


def test_the_receiving_office_sees_its_own_matters_only() -> None:
    told, other = tell(POTHOLE), tell(LAMP)
    transfer(signed_in("desk"), told)
    page = signed_in("roads").get("/desk/").content.decode()
    assert str(told.matter) in page
    assert str(other.matter) not in page


def test_a_matter_of_another_office_is_not_found() -> None:
    told = tell(POTHOLE)
    assert signed_in("roads").get(path(told)).status_code == 404


def test_accepting_twice_with_one_id_is_one_entry() -> None:
    told, client = tell(POTHOLE), signed_in("desk")
    data = form(told)
    assert [client.post(path(told, "accept/"), data).status_code for _ in range(2)] == [302, 302]
    assert [entry.verb for entry in Entry.objects.filter(matter=told.matter).order_by("seq")] == ["open", "accept"]
    assert told.row.step == "handling"


def test_the_slower_of_two_clerks_is_told_who_was_first_and_keeps_her_words() -> None:
    told, client = tell(POTHOLE), signed_in("desk")
    slow = form(told, ground="这是县道，归交通运输局", item="")
    client.post(path(told, "accept/"), form(told))
    answer = client.post(path(told, "return/"), slow)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "示例员" in page
    assert "已经先“签收”了" in page
    assert "这是县道，归交通运输局" in page


def test_a_return_without_ground_is_refused_beside_its_field() -> None:
    told, client = tell(POTHOLE), signed_in("desk")
    answer = client.post(path(told, "return/"), form(told, ground=""))
    assert answer.status_code == 422
    assert 'id="return-ground-error"' in answer.content.decode()


def test_a_ground_that_says_nothing_is_refused_with_its_norm() -> None:
    told, client = tell(POTHOLE), signed_in("desk")
    answer = client.post(path(told, "return/"), form(told, ground="……！！……"))
    assert answer.status_code == 422
    assert "N-sign" in answer.content.decode()


def test_a_clock_leads_to_the_row_behind_its_limit() -> None:
    told = tell(POTHOLE)
    page = signed_in("desk").get(path(told)).content.decode()
    assert 'href="/law/source/N-sign/"' in page
    assert "怎么算的" in page
    assert "这是规范，不是法律规定的期限" in page


def test_the_reporter_stays_sealed_until_a_purpose_is_given_and_it_goes_on_record() -> None:
    told, client = tell(POTHOLE, reporter={"name": "甲某某", "phone": "00000000000"}), signed_in("desk")
    assert "甲某某" not in client.get(path(told)).content.decode()
    refused = client.post(path(told, "open/"), {"request_id": str(uuid7()), "purpose": "看"})
    assert refused.status_code == 422
    assert "甲某某" not in refused.content.decode()
    page = client.post(
        path(told, "open/"), {"request_id": str(uuid7()), "purpose": "打电话问清楚是哪一段路"}
    ).content.decode()
    assert "甲某某" in page
    assert Opening.objects.get().purpose == "打电话问清楚是哪一段路"


def test_whoever_may_not_unseal_is_told_so_and_nothing_is_opened() -> None:
    told = tell(POTHOLE, reporter={"name": "甲某某"})
    transfer(signed_in("desk"), told)
    assert (
        signed_in("roads")
        .post(path(told, "open/"), {"request_id": str(uuid7()), "purpose": "想看看是谁反映的"})
        .status_code
        == 403
    )
    assert Opening.objects.count() == 0


def test_a_pasted_chat_is_proposed_before_it_is_registered() -> None:
    client = signed_in("desk")
    data = {
        "request_id": str(uuid7()),
        "text": WELL,
        "place_text": "",
        "place": TOWN,
        "channel": "chat",
        "step": "propose",
    }
    page = client.post("/desk/new/", data).content.decode()
    assert "该谁办" in page
    assert Report.objects.count() == 0
    answer = client.post("/desk/new/", {**data, "step": "confirm"})
    assert answer.status_code == 302
    assert Report.objects.get().channel == "chat"


def test_noting_keeps_every_typed_word_when_something_is_wrong() -> None:
    data = {
        "request_id": str(uuid7()),
        "text": WELL,
        "place": TOWN,
        "channel": "chat",
        "phone": "不知道",
        "name": "乙某",
    }
    answer = signed_in("desk").post("/desk/new/", {**data, "step": "confirm"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert [word in page for word in (WELL, "不知道", "乙某", "电话只写数字")] == [True] * 4


def test_what_the_platform_is_not_sure_of_is_assigned_in_one_tap() -> None:
    told, client = tell("我想问一个事情，不知道该找哪里，你们看看能不能帮一下。", owner=""), signed_in("desk")
    Matter.objects.filter(id=told.matter).exclude(step="sort").update(step="sort")
    page = client.get("/desk/sort/").content.decode()
    assert f"/desk/matter/{told.matter}/assign/" in page


def test_an_import_runs_shows_its_progress_and_lists_each_refused_row() -> None:
    client = signed_in("desk")
    good, bad = {"id": "a1", "title": "路灯", "text": LAMP}, {"id": "a2", "title": "", "text": ""}
    content = "\n".join(json.dumps(row, ensure_ascii=False) for row in (good, bad)) + "\n{坏行\n"
    data = {"request_id": str(uuid7()), "file": SimpleUploadedFile("今天.jsonl", content.encode())}
    answer = client.post("/desk/import/", data)
    assert answer.status_code == 302
    running = client.get(answer.headers["Location"]).content.decode()
    assert 'hx-trigger="every 1s"' in running
    assert '<meta http-equiv="refresh"' in running

    run_batch(payload={"batch": answer.headers["Location"].split("/")[-2]}, at=NOW)
    page = client.get(answer.headers["Location"]).content.decode()
    assert "hx-trigger" not in page
    assert "今天.jsonl" in page
    assert page.count('data-head="原因"') == 2


def test_a_file_of_a_wrong_kind_is_refused_in_words() -> None:
    answer = signed_in("desk").post(
        "/desk/import/", {"request_id": str(uuid7()), "file": SimpleUploadedFile("virus.exe", b"MZ")}
    )
    assert answer.status_code == 422
    assert "只收 JSONL、CSV、XLSX" in answer.content.decode()


@pytest.mark.parametrize("address", ["/desk/", "/desk/sort/", "/desk/import/", "/oversight/"])
def test_a_list_page_asks_as_often_with_three_rows_as_with_one(address: str) -> None:
    user = "watch" if address == "/oversight/" else "desk"
    texts = iter([POTHOLE, LAMP, WELL])

    def add() -> None:
        told = tell(next(texts), reporter={"name": "丙某", "phone": "00000000000"})
        Matter.objects.filter(id=told.matter).update(step="sort", due_at="2026-11-01T00:00:00Z")
        signed_in("desk").post(path(told, "open/"), {"request_id": str(uuid7()), "purpose": "核对是哪一段路"})
        signed_in("desk").post(
            "/desk/import/", {"request_id": str(uuid7()), "file": SimpleUploadedFile("a.csv", b"text\n")}
        )

    add()
    client = signed_in(user)
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        assert client.get(address).status_code == 200
    add()
    add()
    with CaptureQueriesContext(connection) as three:
        page = client.get(address).content.decode()
    assert len(three) == len(one)
    assert len(one) <= 14
    assert page


def test_an_unknown_verb_or_id_is_not_found() -> None:
    told, client = tell(POTHOLE), signed_in("desk")
    assert client.post(path(told, "destroy/"), form(told)).status_code == 404
    assert client.get(f"/desk/matter/{UUID(int=1)}/").status_code == 404


def test_two_tellings_of_one_event_are_one_matter_and_can_be_parted_again() -> None:
    first, second, client = tell(POTHOLE), tell(POTHOLE), signed_in("desk")
    assert first.matter == second.matter
    page = client.get(path(first)).content.decode()
    assert page.count("不是同一件事，分开") == 1
    data = {"request_id": str(uuid7()), "report": str(second.report)}
    answers = [client.post(path(first, "unjoin/"), data) for _ in range(2)]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    mine = Report.objects.get(id=second.report).matter
    assert mine != first.matter
    assert (first.row.reports, Matter.objects.count()) == (1, 2)
    followed = Client().get(f"/follow/{second.code}/").content.decode()
    assert Matter.objects.get(id=mine).number in followed


def test_the_report_that_opened_a_matter_cannot_be_parted_from_it() -> None:
    told = tell(POTHOLE)
    data = {"request_id": str(uuid7()), "report": str(told.report)}
    answer = signed_in("desk").post(path(told, "unjoin/"), data)
    assert answer.status_code == 409
    assert "不能拆开" in answer.content.decode()


def test_a_matter_asks_as_often_with_three_reports_and_more_entries_as_with_one() -> None:
    told, client = tell(POTHOLE), signed_in("desk")
    client.get(path(told))
    with CaptureQueriesContext(connection) as one:
        client.get(path(told))
    for _ in range(2):
        assert tell(POTHOLE).matter == told.matter
    client.post(path(told, "accept/"), form(told))
    with CaptureQueriesContext(connection) as three:
        assert client.get(path(told)).content.decode().count("不是同一件事，分开") == 2
    assert len(three) == len(one) <= 13


def test_the_reporters_page_asks_as_often_with_three_reports_as_with_one() -> None:
    told, client = tell(POTHOLE), Client()
    client.get(f"/follow/{told.code}/")
    with CaptureQueriesContext(connection) as one:
        client.get(f"/follow/{told.code}/")
    tell(POTHOLE)
    tell(POTHOLE)
    with CaptureQueriesContext(connection) as three:
        client.get(f"/follow/{told.code}/")
    assert len(three) == len(one) <= 8


def test_opening_twice_with_one_id_is_one_opening() -> None:
    told, client = tell(POTHOLE, reporter={"name": "甲某某"}), signed_in("desk")
    data = {"request_id": str(uuid7()), "purpose": "打电话问清楚是哪一段路"}
    for _ in range(2):
        assert "甲某某" in client.post(path(told, "open/"), data).content.decode()
    assert Opening.objects.count() == 1
