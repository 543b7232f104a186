"""Every page of the tour, on a phone and on a desk: accessible, never wider than its window, and alive without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import Visit
from tools.live_site import LiveSite
from tools.page_tour import sign_in, tour

TARGETS = "button, .button, .choice, .choices label, input:not([type=hidden], [type=checkbox], [type=radio]), select, textarea"
"""What a thumb must hit: a box to tick is hit through its whole label."""


@pytest.mark.parametrize("width", ["phone", "desk"])
def test_every_page_is_accessible_and_fits_its_window(
    width: str, visit: Visit, site: LiveSite, accessible: Callable[[Page], None]
) -> None:
    page = visit(width=width)
    seen = []
    for name in tour(page, site):
        page.wait_for_load_state("networkidle")
        accessible(page)
        assert page.locator("h1").count() == 1, name
        seen.append(name)
    assert len(seen) == len(set(seen)) > 25


@pytest.mark.parametrize("address", ["/", "/report/", "/follow/", "/verify/", "/law/"])
def test_every_button_is_big_enough_for_a_thumb(address: str, visit: Visit) -> None:
    page = visit(width="phone")
    page.goto(address)
    heights = page.locator(TARGETS).evaluate_all(
        "all => all.filter(one => one.offsetParent).map(one => Math.round(one.getBoundingClientRect().height))"
    )
    assert heights
    assert min(heights) >= 44


def test_the_keyboard_reaches_the_content_first(visit: Visit) -> None:
    page = visit()
    page.goto("/report/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_typing_a_place_offers_places_to_tap(visit: Visit) -> None:
    page = visit(width="phone")
    page.goto("/report/")
    page.get_by_label("在哪里").press_sequentially("大瑶镇")
    expect(page.get_by_label("大瑶镇").last).to_be_visible()


def test_without_scripts_an_unclear_place_is_asked_for_and_nothing_typed_is_lost(visit: Visit) -> None:
    page = visit(scripts=False)
    page.goto("/report/")
    page.get_by_label("什么事").fill("水管爆了，水流了一地。")
    page.get_by_label("在哪里").fill("不知道叫什么的地方")
    page.get_by_role("button", name="交上去").click()
    expect(page.get_by_label("什么事")).to_have_value("水管爆了，水流了一地。")
    page.get_by_label("大瑶镇").check()
    page.get_by_role("button", name="交上去").click()
    expect(page.locator("[data-code]")).to_be_visible()


def test_filters_change_the_inbox_in_place(visit: Visit, site: LiveSite) -> None:
    page = sign_in(visit(), site, "desk")
    page.evaluate("window.untouched = true")
    page.get_by_role("link", name="待签收").click()
    expect(page.get_by_role("link", name="待签收")).to_have_attribute("aria-current", "true")
    assert page.evaluate("window.untouched") is True
    assert "state=assigned" in page.url


def test_large_type_and_english_stay_for_the_next_page(visit: Visit) -> None:
    page = visit()
    page.goto("/")
    page.get_by_role("button", name="大字").click()
    page.get_by_role("button", name="English").click()
    page.get_by_role("link", name="Report something").first.click()
    expect(page.locator("html")).to_have_attribute("data-type", "large")
    expect(page.get_by_role("heading", level=1)).to_have_text("Report something")
