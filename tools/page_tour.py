"""Every page of the product in the order a day would show them, for pictures and for checks that hold on all pages."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

from tools.live_site import LiveSite

OPEN_PAGES = {
    "start": "/",
    "report": "/report/",
    "follow": "/follow/",
    "verify": "/verify/",
    "sign-in": "/sign-in/",
    "law-shelf": "/law/",
    "law": "/law/信访工作条例/",
    "law-source": "/law/source/P1/",
    "kit": "/kit/",
    "not-found": "/nothing-here/",
}
DESK_PAGES = {"desk": "/desk/", "desk-sort": "/desk/sort/", "desk-new": "/desk/new/", "desk-import": "/desk/import/"}


def tour(page: Page, site: LiveSite) -> Iterator[str]:
    """Go from page to page in `page`'s window; yields the name of each once it is shown."""
    for name, address in OPEN_PAGES.items():
        page.goto(address)
        yield name
    report(page, "村部门口的路灯坏了三天，晚上老人走路看不见。")
    yield "receipt"
    page.goto(page.url.replace("/receipt/", "/check/"))
    yield "receipt-check"
    page.goto(page.url.replace("/check/", "/"))
    yield "following"
    sign_in(page, site, "desk")
    for name, address in DESK_PAGES.items():
        page.goto(address)
        yield name
    page.goto("/desk/")
    page.locator("#inbox .card a").first.click()
    page.wait_for_url("**/desk/matter/**")
    yield "matter"
    sign_in(page, site, "oversight")
    page.goto("/oversight/")
    yield "oversight"
    page.goto("/desk/new/")
    yield "forbidden"


def report(page: Page, text: str) -> None:
    """Report something as a resident who writes no more than she must; ends on the receipt."""
    page.goto("/report/")
    page.get_by_label("什么事").fill(text)
    page.get_by_role("button", name="交上去").click()
    choice = page.locator("#place-choices label, #place-choices button").first
    if "/receipt/" not in page.url:
        choice.click()
        page.get_by_role("button", name="交上去").click()
    page.wait_for_url("**/receipt/")


def sign_in(page: Page, site: LiveSite, name: str) -> None:
    """Sign in as one of the demo's people, whoever was signed in before."""
    page.context.clear_cookies()
    page.goto("/sign-in/")
    page.get_by_label("用户名").fill(name)
    page.get_by_label("密码").fill(site.sign_ins()[name])
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_load_state()
