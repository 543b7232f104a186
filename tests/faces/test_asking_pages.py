"""A pasted message becomes an asking with its item and a reply; a village sees its own and nobody else's."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django.asserts import assertNumQueries

from tests.faces.people import VILLAGE, hire, signed_in
from xiangli.askings.models import VillageAsking

PASTED = (
    "李科（县民政局）：@所有人 请各村于6月25日前将高龄补贴人员花名册（姓名、身份证号、银行账号、联系电话）报镇民政办，"
    "联系人13800000000"
)


@pytest.fixture
def clerk(house: None) -> Client:
    hire("clerk", line="desk", place=VILLAGE, acts=["handle"])
    return signed_in("clerk")


def paste(client: Client, text: str = PASTED, **more: object) -> object:
    return client.post("/asks/new/", {"request_id": str(uuid4()), "text": text, "place": VILLAGE, **more})


def test_a_pasted_message_becomes_an_asking_with_its_item_and_a_reply(clerk: Client) -> None:
    answer = paste(clerk)
    row = VillageAsking.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/asks/{row.id}/")
    assert (row.line, row.kind, row.place, row.item, row.verdict) == (
        "civil_affairs",
        "sheet",
        VILLAGE,
        "XZ-02",
        "assist",
    )
    page = clerk.get(f"/asks/{row.id}/").content.decode()
    assert "XZ-02" in page and "第四十三条" in page and "6月25日" in page
    assert "13800000000" not in page and "138****0000" in page
    assert re.search(r"30（5–120）行 × 4列", page)


def test_sending_the_same_form_twice_keeps_one_asking(clerk: Client) -> None:
    sent = {"request_id": str(uuid4()), "text": PASTED, "place": VILLAGE}
    assert clerk.post("/asks/new/", sent).headers["Location"] == clerk.post("/asks/new/", sent).headers["Location"]
    assert VillageAsking.objects.count() == 1
    assert clerk.post("/asks/new/", sent | {"text": "请各村明天开会"}).status_code == 409


def test_an_empty_form_is_told_beside_its_field(clerk: Client) -> None:
    answer = paste(clerk, "  ")
    assert answer.status_code == 422 and "请粘贴消息" in answer.content.decode()


def test_another_villages_asking_is_not_found_and_a_county_office_reads_no_words(clerk: Client) -> None:
    paste(clerk)
    row = VillageAsking.objects.get()
    hire("other", line="desk", place="430181109218", acts=["handle"])
    assert signed_in("other").get(f"/asks/{row.id}/").status_code == 404
    assert signed_in("roads").get(f"/asks/{row.id}/").status_code == 404
    assert signed_in("desk").get(f"/asks/{row.id}/").status_code == 200
    assert (
        signed_in("other")
        .post("/asks/new/", {"request_id": str(uuid4()), "text": PASTED, "place": VILLAGE})
        .status_code
        == 422
    )


def test_the_list_asks_as_often_with_three_rows_as_with_one(clerk: Client) -> None:
    paste(clerk)
    clerk.get("/asks/")
    with assertNumQueries(FEW):
        clerk.get("/asks/")
    paste(clerk, PASTED + "一")
    paste(clerk, PASTED + "二")
    with assertNumQueries(FEW):
        assert clerk.get("/asks/").content.decode().count("card__title") == 3


FEW = 6
"""Session, user, posts, stand-ins, names of places, the rows."""


def test_an_old_asking_is_found_by_any_word_in_it(clerk: Client) -> None:
    paste(clerk)
    paste(clerk, "请各村明天上午9点在镇里开防汛会议")
    assert clerk.get("/asks/?q=银行账号").content.decode().count("card__title") == 1
    assert clerk.get("/asks/?q=没有的词").content.decode().count("card__title") == 0
