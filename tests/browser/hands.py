"""What hands do in the browser tests: report, open a matter, do an act on it."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tools.page_tour import sign_in

Visit = Callable[..., Page]
__all__ = ["TOWNSHIP", "Visit", "act", "allowed", "do", "find", "last", "number", "report", "sign_in"]

TOWNSHIP = "township_subdistrict@430181110"


def report(page: Page, text: str, place: str) -> str:
    """Report as a resident; the follow code."""
    page.goto("/report/")
    page.get_by_label("什么事").fill(text)
    page.get_by_label("在哪里").fill(place)
    page.get_by_role("button", name="交上去").click()
    page.wait_for_url(re.compile("/receipt/$"))
    return page.locator("[data-code]").inner_text()


def number(page: Page, code: str) -> str:
    """The matter's number as its reporter reads it."""
    page.goto(f"/follow/{code}/")
    return page.locator("dt:text-is('编号') + dd").inner_text()


def find(page: Page, number: str) -> None:
    """Open the matter of this number from the desk, by the last signs of the number as one would on the phone.

    What has just reached an office is found by it a few seconds later, once the worker has read the act.
    """
    card = page.locator(".card", has_text=number)
    for _ in range(30):
        page.goto("/desk/")
        page.get_by_label("按内容、编号或电话找").fill(number[-6:])
        page.get_by_role("button", name="查找").click()
        page.wait_for_load_state("networkidle")
        if card.count():
            break
        page.wait_for_timeout(1000)
    card.get_by_role("link").click()
    expect(page.get_by_text(number)).to_be_visible()


def act(page: Page, name: str) -> Locator:
    """The form of an act, unfolded."""
    folded = page.locator("details.act", has=page.locator("summary", has_text=re.compile(f"^{name}$")))
    if folded.count():
        if folded.get_attribute("open") is None:
            folded.locator("summary").click()
        return folded.locator("form")
    return page.locator("form.act", has=page.get_by_role("button", name=name, exact=True))


def do(page: Page, name: str, **fields: str) -> None:
    """Fill an act's fields by their ids and press its button."""
    form = act(page, name)
    for field, value in fields.items():
        control = form.locator(f"[name={field}]")
        if control.first.get_attribute("type") == "radio":
            form.locator(f"[name={field}][value={value}]").check()
        elif control.evaluate("element => element.tagName") == "SELECT":
            control.select_option(value=option(control, value))
        else:
            control.fill(value)
    form.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state("networkidle")


def option(control: Any, start: str) -> str:
    """The value of the option that begins with ``start`` (an office and its list item)."""
    values: list[str] = control.locator("option").evaluate_all("options => options.map(one => one.value)")
    return next(value for value in values if value.startswith(start))


def allowed(page: Page) -> list[str]:
    """The acts the page offers."""
    return page.locator("details.act summary, form.act button").all_inner_texts()


def last(page: Page) -> str:
    """The newest line of the timeline."""
    return page.locator(".timeline li").first.inner_text()
