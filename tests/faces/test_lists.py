"""Lists of matters: search, filters, kept views, several at once, a workbook, taking back."""

import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from tests.faces.people import NOW, TOWN, Told, hire, signed_in, tell
from xiangli.ledger.acts.sequence import sequence_all
from xiangli.matters.acts.index_search import index_search
from xiangli.matters.models import Entry, Matter
from xiangli.parties.models import SavedView
from xiangli.proof.ids import uuid7
from xiangli.vault.models import Opening

pytestmark = pytest.mark.usefixtures("house")
POTHOLE = "镇政府门口的水泥路塌了一块，电动车都摔了两次。"
LAMP = "村部后面的路灯从上个月起就不亮，老人晚上不敢出门。"
WELL = "后山水井的水发黄，烧开了还有一层铁锈，全组都不敢喝。"


def indexed() -> None:
    sequence_all(at=NOW)
    index_search(at=NOW)


def rows(*many: Told) -> list[str]:
    return [f"{one.matter}:{one.row.seq}" for one in many]


def bulk(client: Client, verb: str, picked: list[str], **more: str) -> str:
    data = {"request_id": str(uuid7()), "verb": verb, "row": picked, "back": "/desk/?state=assigned", **more}
    return client.post("/desk/bulk/", data).content.decode()


def test_a_matter_is_found_by_its_number_a_word_or_the_phone_that_was_left() -> None:
    told, other = tell(POTHOLE, reporter={"name": "丁某", "phone": "000-0000-0007"}), tell(LAMP)
    indexed()
    client = signed_in("desk")
    for words in (told.row.number[-6:], "水泥路塌了", "电动车 水泥", "00000000007"):
        page = client.get("/desk/", {"q": words}).content.decode()
        assert (str(told.matter) in page, str(other.matter) in page) == (True, False), words
    assert Opening.objects.count() == 0
    assert "没有找到" in client.get("/desk/", {"q": "没有这样的事"}).content.decode()
    assert "至少写两个字" in client.get("/desk/", {"q": "灯"}).content.decode()


def test_a_search_finds_nothing_outside_ones_own_scope() -> None:
    told = tell(POTHOLE, reporter={"phone": "000-0000-0007"})
    indexed()
    for words in ("000-0000-0007", "水泥路"):
        assert str(told.matter) not in signed_in("roads").get("/desk/", {"q": words}).content.decode()


def test_filters_narrow_the_inbox_and_a_wrong_one_is_told_beside_its_field() -> None:
    phone, chat = tell(POTHOLE, channel="phone"), tell(LAMP, channel="chat")
    client = signed_in("desk")
    page = client.get("/desk/", {"channel": "phone"}).content.decode()
    assert (str(phone.matter) in page, str(chat.matter) in page) == (True, False)
    assert "没有合条件的事" in client.get("/desk/", {"line": "health"}).content.decode()
    wrong = client.get("/desk/", {"due_from": "昨天"}).content.decode()
    assert "日期写成 2026-11-24 这样" in wrong
    assert str(chat.matter) in wrong
    assert (
        "不能早于开始的日子"
        in client.get("/desk/", {"due_from": "2026-12-02", "due_to": "2026-12-01"}).content.decode()
    )


def test_a_kept_view_is_one_tap_away_and_only_its_owners() -> None:
    hire("other", line="desk", place=TOWN, acts=["sort", "handle"], name="示例乙")
    client = signed_in("desk")
    for _ in range(2):
        data = {"request_id": str(uuid7()), "name": "电话来的", "query": "channel=phone&after=x&as=xlsx"}
        answer = client.post("/desk/views/", data, follow=True)
        assert "已存成“电话来的”" in answer.content.decode()
    page = client.get("/desk/").content.decode()
    assert '<a href="/desk/?channel=phone">★ 电话来的</a>' in page
    assert "电话来的" not in signed_in("other").get("/desk/").content.decode()
    view = SavedView.objects.get()
    signed_in("other").post(f"/desk/views/{view.id}/drop/")
    assert SavedView.objects.count() == 1
    client.post(f"/desk/views/{view.id}/drop/")
    assert SavedView.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "query"), [("", "channel=phone"), ("！！", "channel=phone"), ("好", ""), ("好", "after=1")]
)
def test_a_view_without_a_name_or_a_condition_is_not_kept(name: str, query: str) -> None:
    signed_in("desk").post("/desk/views/", {"request_id": str(uuid7()), "name": name, "query": query})
    assert SavedView.objects.count() == 0


def test_several_are_accepted_at_once_each_with_its_entry_and_the_refused_told_one_by_one() -> None:
    first, second, ended = tell(POTHOLE), tell(LAMP), tell(WELL)
    client = signed_in("desk")
    client.post(f"/desk/matter/{ended.matter}/accept/", {"request_id": str(uuid7()), "seen": "1"})
    page = bulk(client, "accept", [*rows(first, second), f"{ended.matter}:1", "nonsense", "1:2"])
    assert "办好 2 件，没有办成 1 件" in page
    assert "已经先“签收”了" in page
    assert Entry.objects.filter(verb="accept").count() == 3
    assert [first.row.step, second.row.step] == ["handling", "handling"]


def test_the_same_bulk_act_sent_twice_is_done_once() -> None:
    told, client, once = tell(POTHOLE), signed_in("desk"), str(uuid7())
    picked = rows(told)
    pages = [bulk(client, "accept", picked, request_id=once) for _ in range(2)]
    assert ["办好 1 件，没有办成 0 件" in page for page in pages] == [True, True]
    assert Entry.objects.filter(matter=told.matter).count() == 2


def test_a_bulk_act_touches_nothing_of_another_office() -> None:
    told = tell(POTHOLE)
    page = bulk(signed_in("roads"), "accept", rows(told))
    assert "没有办成 1 件" in page
    assert told.row.step == "assigned"


def test_what_was_just_done_can_be_taken_back_and_nothing_is_asked_before() -> None:
    told, client = tell(POTHOLE), signed_in("desk")
    page = bulk(client, "accept", rows(told))
    assert f"/desk/matter/{told.matter}/undo/" in page
    data = {"request_id": str(uuid7()), "seen": str(told.row.seq), "back": "/desk/?state=assigned"}
    answer = client.post(f"/desk/matter/{told.matter}/undo/", data)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/?state=assigned")
    assert told.row.step == "assigned"
    assert client.post(f"/desk/matter/{told.matter}/undo/", {**data, "request_id": str(uuid7())}).status_code == 409


def test_nothing_ticked_says_what_to_do() -> None:
    assert "没有选中" in bulk(signed_in("desk"), "accept", [])
    assert signed_in("desk").post("/desk/bulk/", {"request_id": str(uuid7()), "verb": "end"}).status_code == 404
    assert signed_in("desk").post("/desk/bulk/", {"verb": "accept"}).status_code == 404


def test_any_list_comes_out_as_a_workbook_in_which_text_is_never_a_formula() -> None:
    tell('=HYPERLINK("http://x")村口的桥断了，走不过去，请来看一下。', channel="phone")
    tell(LAMP)
    indexed()
    client = signed_in("desk")
    for query in ({"as": "xlsx"}, {"as": "xlsx", "q": "村口"}):
        answer = client.get("/desk/", query)
        assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")
        sheet = load_workbook(io.BytesIO(answer.content)).active
        assert sheet is not None
        assert [cell.value for cell in sheet[1]][:3] == ["编号", "标题", "环节"]
        titles = [sheet.cell(n, 2) for n in range(2, sheet.max_row + 1)]
        assert any(str(cell.value).startswith("=HYPER") and cell.data_type == "s" for cell in titles)


def test_a_search_page_asks_as_often_with_three_rows_as_with_one() -> None:
    tell(f"{POTHOLE}路灯")
    indexed()
    client = signed_in("desk")
    client.get("/desk/?q=路灯")
    with CaptureQueriesContext(connection) as one:
        client.get("/desk/?q=路灯")
    tell(LAMP)
    tell(f"{WELL}路灯")
    indexed()
    with CaptureQueriesContext(connection) as three:
        page = client.get("/desk/?q=路灯").content.decode()
    assert page.count("data-keys-row") == 3
    assert len(three) == len(one) <= 12


def test_the_clock_that_is_not_the_nearer_one_stands_in_small_type() -> None:
    told = tell(POTHOLE)
    Matter.objects.filter(id=told.matter).update(outer_due=timezone.now() + timedelta(hours=3))
    page = signed_in("desk").get("/desk/").content.decode()
    assert "上级系统时限" in page
    assert "本系统时限 " in page


def test_the_keys_are_told_on_a_page_of_their_own() -> None:
    assert "选中或取消这一件" in signed_in("desk").get("/desk/keys/").content.decode()
