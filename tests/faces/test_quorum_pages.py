"""The quorum pages: open to anybody, no script needed, nothing stored; the result names its article."""

import pytest
from django.test import Client

from xiangli.law.quorum import meetings

pytestmark = pytest.mark.django_db


def test_every_kind_of_meeting_has_its_page(client: Client) -> None:
    listed = client.get("/law/quorum/").content.decode()
    for one in meetings().values():
        assert one.name in listed
        page = client.get(f"/law/quorum/{one.id}/")
        assert page.status_code == 200
        assert all(label in page.content.decode() for label in one.figures.values())


def test_the_result_shows_the_sum_and_the_article(client: Client) -> None:
    page = client.get("/law/quorum/village_group/", {"adults": "7", "present": "5", "for": "3"})
    text = page.content.decode()
    assert page.status_code == 200
    assert "到会够数，表决通过" in text
    assert "至少 5；实有 5，够。（《村民委员会组织法》第三十二条）" in text


def test_a_meeting_too_small_is_told_so(client: Client) -> None:
    text = client.get("/law/quorum/village_group/", {"adults": "7", "present": "4", "for": "4"}).content.decode()
    assert "参加的人数不够" in text


def test_what_may_not_be_decided_here_is_said_with_its_article(client: Client) -> None:
    figures = {"members": "30", "present": "20", "for": "11", "subject": "help"}
    text = client.get("/law/quorum/village_representatives/", figures).content.decode()
    assert "不能在这个会上决定" in text
    assert "第二十八条" in text
    text = client.get("/law/quorum/village_representatives/", {**figures, "empowered": "on"}).content.decode()
    assert "到会够数，表决通过" in text


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"adults": "七", "present": "5", "for": "3"}, "请写整数"),
        ({"adults": "7", "present": "8", "for": "3"}, "还多，请核对"),
        ({"adults": "7", "for": "3"}, "请填写“到会人数”"),
        ({"adults": "9" * 30}, "18"),
    ],
)
def test_bad_figures_are_told_beside_their_field_and_kept(client: Client, given: dict[str, str], words: str) -> None:
    page = client.get("/law/quorum/village_group/", given)
    assert page.status_code == 422
    assert words in page.content.decode()
    assert f'value="{given["adults"]}"' in page.content.decode()


def test_a_bad_charter_share_and_an_unknown_kind(client: Client) -> None:
    figures = {"members": "9", "present": "9", "for": "9"}
    assert client.get("/law/quorum/collective_assembly/", {**figures, "stricter": "3/0"}).status_code == 422
    assert client.get("/law/quorum/collective_assembly/", {**figures, "stricter": "1/2"}).status_code == 422
    assert client.get("/law/quorum/collective_assembly/", {**figures, "stricter": "3/4"}).status_code == 200
    assert client.get("/law/quorum/parliament/").status_code == 404
