"""Pages that anybody may open: start, law reading room, the switches, sign-in, errors."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client, RequestFactory

from xiangli.faces import errors
from xiangli.faces.words import ground
from xiangli.law import sources
from xiangli.law.limits import Limit
from xiangli.parties.models import User
from xiangli.web.middleware.csp import POLICY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_counts() -> None:
    cache.clear()


def test_the_start_page_leads_to_what_a_resident_can_do(client: Client) -> None:
    page = client.get("/").content.decode()
    assert [href in page for href in ('href="/report/"', 'href="/follow/"', 'href="/verify/"', 'href="/law/"')] == [
        True
    ] * 4


def test_every_answer_forbids_inline_scripts_and_styles(client: Client) -> None:
    assert "unsafe" not in POLICY
    for address in ("/", "/law/", "/kit/", "/kit/qr.svg", "/no-such-page/"):
        assert client.get(address).headers["Content-Security-Policy"] == POLICY


def test_the_language_follows_the_switch_and_not_the_browser(client: Client) -> None:
    assert 'lang="zh-Hans"' in client.get("/", headers={"accept-language": "en-GB"}).content.decode()
    answer = client.post("/display/", {"language": "en", "next": "/law/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/law/")
    page = client.get("/").content.decode()
    assert '<html lang="en">' in page
    assert "Report something" in page


def test_large_type_stays_on_after_the_switch(client: Client) -> None:
    client.post("/display/", {"large": "1", "next": "/"})
    assert 'data-type="large"' in client.get("/").content.decode()


def test_the_switch_never_leads_to_a_foreign_site(client: Client) -> None:
    assert client.post("/display/", {"large": "1", "next": "https://example.invalid/"}).headers["Location"] == "/"


def test_an_article_is_marked_in_its_text(client: Client) -> None:
    page = client.get("/law/民法典/203/").content.decode()
    assert page.count("<mark>") == 1
    assert "第二百零三条" in page
    assert 'id="a203" aria-current="true"' in page


def test_a_law_by_its_full_title_leads_to_its_short_name(client: Client) -> None:
    answer = client.get("/law/中华人民共和国民法典/203/")
    assert answer.status_code == 302


def test_an_article_that_does_not_exist_is_not_found(client: Client) -> None:
    assert client.get("/law/民法典/9999/").status_code == 404
    assert client.get("/law/没有这部法/").status_code == 404
    assert client.get("/law/source/nothing/").status_code == 404


def test_a_norm_says_that_it_is_no_law(client: Client) -> None:
    norm = next(row for row in sources.rows().values() if row.kind == "norm")
    law = next(row for row in sources.rows().values() if row.kind == "law")
    assert "这是规范，不是法律" in client.get(f"/law/source/{norm.id}/").content.decode()
    assert "这是规范，不是法律" not in client.get(f"/law/source/{law.id}/").content.decode()


def test_the_reading_room_finds_articles_by_words(client: Client) -> None:
    page = client.get("/law/", {"q": "法定休假日 最后一日"}).content.decode()
    assert "/law/%E6%B0%91%E6%B3%95%E5%85%B8/203/" in page


def test_signing_in_with_a_wrong_password_keeps_the_name_and_says_so(client: Client) -> None:
    User.objects.create_user("anna", password="right-horse-battery")
    answer = client.post("/sign-in/", {"username": "anna", "password": "wrong"})
    assert answer.status_code == 422
    assert 'value="anna"' in answer.content.decode()
    assert "用户名或密码不对" in answer.content.decode()


def test_eight_wrong_passwords_close_the_door_even_for_the_right_one(client: Client) -> None:
    User.objects.create_user("anna", password="right-horse-battery")
    for _ in range(8):
        client.post("/sign-in/", {"username": "anna", "password": "wrong"})
    answer = client.post("/sign-in/", {"username": "anna", "password": "right-horse-battery"})
    assert answer.status_code == 429
    assert "_auth_user_id" not in client.session


def test_a_page_that_is_not_there_says_so_in_plain_words(client: Client) -> None:
    answer = client.get("/no-such-page/")
    assert answer.status_code == 404
    assert "没有找到这一页" in answer.content.decode()


@pytest.mark.parametrize(
    ("view", "status", "words"),
    [
        (errors.bad_request, 400, "这个请求看不懂"), (errors.forbidden, 403, "这一页不归您的岗位"), (errors.csrf_failed, 403, "页面放得太久了"),
        (errors.not_found, 404, "没有找到这一页"), (errors.too_many, 429, "试得太多次了"), (errors.broken, 500, "已经交上来的事没有丢"),
    ],
)  # fmt: skip
def test_an_error_says_what_happened_and_what_to_do(
    view: Callable[..., HttpResponse], status: int, words: str, rf: RequestFactory
) -> None:
    answer = view(rf.get("/desk/"))
    assert answer.status_code == status
    assert words in answer.content.decode()


def test_a_form_from_a_page_left_open_is_not_taken(client: Client) -> None:
    answer = Client(enforce_csrf_checks=True).post("/sign-in/", {"username": "anna", "password": "x"})
    assert answer.status_code == 403
    assert "页面放得太久了" in answer.content.decode()


def test_a_limit_of_law_leads_to_its_article_and_a_countys_shorter_one_to_its_norm() -> None:
    assert ground(Limit.parse("10 D", by="V6")) == ("/law/村民委员会组织法/24/", False)
    assert ground(Limit.parse("7 D", by="V6")) == ("/law/source/V6/", True)
    assert ground(Limit.parse("1 WD", by="N-sort")) == ("/law/source/N-sort/", True)
