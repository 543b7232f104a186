"""The draw pages: named, drawn and computed again in a browser without scripts."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.engines.test_draw import CHOSEN, KEY, NAMES, SOURCES
from tests.faces.people import COUNTY, signed_in
from xiangli.draws.acts.append import append
from xiangli.draws.models import DrawStep

pytestmark = pytest.mark.usefixtures("house")


def form(**more: str) -> dict[str, str]:
    tomorrow = timezone.localtime() + timedelta(days=1)
    return {
        "request_id": str(uuid4()), "title": "抽查工地", "names": "甲\n乙\n丙", "take": "1", "source_1": "示例彩票",
        "known_1": tomorrow.strftime("%Y-%m-%dT%H:%M"), **more,
    }  # fmt: skip


def past() -> DrawStep:
    """A draw whose numbers are known by now."""
    at = timezone.now() - timedelta(days=2)
    known = (at + timedelta(days=1)).isoformat(timespec="minutes")
    data = {
        "title": "抽查工地",
        "names": ["甲", "乙", "丙"],
        "take": 1,
        "sources": [{"name": "示例彩票", "known_at": known}],
    }
    return append(place=COUNTY, draw=None, seq=1, verb="announce", actor="示例", data=data, request=uuid4(), at=at)


def test_a_draw_is_named_and_waits_for_its_numbers() -> None:
    roads = signed_in("roads")
    page = roads.post("/draws/new/", form(), follow=True)
    text = page.content.decode()
    assert page.status_code == 200
    assert "等随机数公布后再抽" in text
    assert "示例彩票" in text
    assert 'name="value_1"' not in text
    assert "抽查工地" in roads.get("/draws/").content.decode()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"names": "甲"}, "至少要有两行"),
        ({"take": "3"}, "要抽的数在 1 和 2 之间"),
        ({"take": "三"}, "请写整数"),
        ({"known_1": "2020-01-01T00:00"}, "登记以后才公布"),
        ({"known_1": "明天"}, "请写日期和时间"),
        ({"source_2": "另一个"}, "来源和时间要一起填"),
    ],
)
def test_what_will_not_do_is_told_beside_its_field(more: dict[str, str], words: str) -> None:
    page = signed_in("roads").post("/draws/new/", form(**more))
    assert page.status_code == 422
    assert words in page.content.decode()
    assert "抽查工地" in page.content.decode()
    assert DrawStep.objects.count() == 0


def test_the_numbers_are_put_in_once_and_corrected_with_a_reason() -> None:
    roads, step = signed_in("roads"), past()
    address = f"/draws/{step.draw}/"
    assert 'name="value_1"' in roads.get(address).content.decode()
    sent = {"request_id": str(uuid4()), "value_1": "2 5 12"}
    text = roads.post(address, sent, follow=True).content.decode()
    assert "2.5.12./" in text
    assert 'name="why"' in text
    refused = roads.post(address, {"request_id": str(uuid4()), "value_1": "2 5 13"})
    assert refused.status_code == 422
    text = roads.post(
        address, {"request_id": str(uuid4()), "value_1": "2 5 13", "why": "录错一个号"}, follow=True
    ).content.decode()
    assert "录错一个号" in text
    assert DrawStep.objects.count() == 3
    assert [one["receipts"] for one in [roads.get(f"{address}receipts.json").json()]] == [[None, None, None]]


def test_no_numbers_are_told_beside_their_source() -> None:
    page = signed_in("roads").post(f"/draws/{past().draw}/", {"request_id": str(uuid4()), "value_1": "二"})
    assert page.status_code == 422
    assert "只能是整数" in page.content.decode()


def test_who_only_watches_sees_and_does_not_draw_and_others_see_nothing() -> None:
    step = past()
    watch = signed_in("watch")
    text = watch.get(f"/draws/{step.draw}/").content.decode()
    assert "抽查工地" in text
    assert 'name="value_1"' not in text
    assert watch.post(f"/draws/{step.draw}/", {"value_1": "1"}).status_code == 403
    assert watch.get("/draws/new/").status_code == 403
    assert signed_in("desk").get(f"/draws/{step.draw}/").status_code == 404
    assert Client().get(f"/draws/{step.draw}/").status_code == 302
    assert watch.get(f"/draws/{uuid4()}/").status_code == 404


def test_anybody_computes_a_draw_again(client: Client) -> None:
    sent = {"names": "\n".join(NAMES), "take": "10", "values": "\n".join(SOURCES)}
    text = client.post("/draws/again/", sent).content.decode()
    assert KEY in text
    assert all(digest in text and NAMES[number - 1] in text for number, digest in CHOSEN)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"names": "甲"}, "至少"),
        ({"values": "1\nx"}, "第 2 个来源"),
        ({"take": "26"}, "不能比名单多"),
        ({"values": ""}, "请填写这一项"),
    ],
)
def test_a_computation_that_cannot_be_is_told(client: Client, more: dict[str, str], words: str) -> None:
    page = client.post("/draws/again/", {"names": "\n".join(NAMES), "take": "10", "values": "9319", **more})
    assert page.status_code == 422
    assert words in page.content.decode()


def test_the_list_asks_as_often_with_three_draws_as_with_one(django_assert_num_queries: object) -> None:
    roads = signed_in("roads")
    assert "还没有抽过签" in roads.get("/draws/").content.decode()
    past()
    with CaptureQueriesContext(connection) as one:
        roads.get("/draws/")
    past()
    past()
    with django_assert_num_queries(len(one.captured_queries)):  # type: ignore[operator]
        roads.get("/draws/")
