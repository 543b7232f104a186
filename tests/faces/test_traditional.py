"""Traditional characters by the switch: what is read is turned, what people typed and what the law says is not."""

import pytest
from django.test import Client

from xiangli.web.traditional import traditional, traditional_page


def turned(client: Client, address: str) -> str:
    client.cookies["django_language"] = "zh-hant"
    return client.get(address).content.decode()


def test_a_page_is_turned_and_says_so(house: None, client: Client) -> None:
    page = turned(client, "/")
    assert '<html lang="zh-Hant"' in page
    assert "報一件事" in page
    assert "报一件事" not in page


def test_the_switch_offers_the_two_other_languages_in_their_own_words(house: None, client: Client) -> None:
    assert [word in turned(client, "/") for word in (">简体<", ">English<", ">繁體<")] == [True, True, False]
    answer = client.post("/display/", {"language": "zh-hant", "next": "/report/"})
    assert answer.cookies["django_language"].value == "zh-hant"


def test_the_law_keeps_its_own_characters(house: None, client: Client) -> None:
    page = turned(client, "/law/民法典/203/")
    assert "期间的最后一日" in page
    assert "法律條文" in page


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>签收</p>", "<p>簽收</p>"),
        ('<input value="签收" placeholder="编号">', '<input value="签收" placeholder="編號">'),
        ("<textarea>签收</textarea>签收", "<textarea>签收</textarea>簽收"),
        (
            '<p data-asis>签收<b>签收</b></p><i title="签收">x</i>',
            '<p data-asis>签收<b>签收</b></p><i title="簽收">x</i>',
        ),
        ("<p>a &lt; b &amp; 报&#25910;</p>", "<p>a &lt; b &amp; 報&#25910;</p>"),
        ("<!doctype html><br/>没<!-- 签 -->", "<!doctype html><br/>沒<!-- 签 -->"),
        ('<option value="报" selected>报</option>', '<option value="报" selected>報</option>'),
    ],
)
def test_tags_are_copied_and_only_what_is_read_is_turned(html: str, wanted: str) -> None:
    assert traditional_page(html) == wanted


def test_text_without_chinese_is_left_alone() -> None:
    assert traditional("K12 <abc>") == "K12 <abc>"
    assert traditional("干净的裡面，说" * 20).startswith("乾淨的裡面，說")
