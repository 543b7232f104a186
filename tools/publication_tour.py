"""The part of the tour about publication: what everybody reads, the reporter's own yes, the two readers, and gone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playwright.sync_api import Page

from tools.demo_signin import sign_in, sign_out
from tools.live_site import LiveSite


def publication(page: Page, site: LiveSite) -> Iterator[str]:
    """Names of the pages, each standing open when its name is given. Each round takes one answer off."""
    code = re.search(r"查询码 (\S+)", site.demo_words)
    assert code, site.demo_words
    page.goto(f"/follow/{code[1]}/")
    yield "following-publish"
    page.goto("/published/")
    yield "published"
    page.locator("main h2 a").last.click()
    page.get_by_role("heading", name="问和答").wait_for()
    yield "published-one"
    here = page.url
    sign_in(page, site, "county")
    page.goto("/desk/publication/")
    yield "publication-queue"
    page.get_by_role("link", name="山塘坝脚渗水").click()
    page.get_by_role("heading", name="审一审").wait_for()
    yield "publication-text"
    page.get_by_text("还要再遮几处").click()
    page.get_by_role("button", name="请反映人看新的文字").click()
    page.get_by_text("没有再遮什么").wait_for()
    yield "publication-text-wrong"
    page.goto(f"/desk/publication/{here.rstrip('/').rpartition('/')[2]}/")
    page.locator("summary", has_text="撤下").click()
    page.get_by_label("为什么撤下").fill("还认得出是哪一家")
    page.get_by_role("button", name="马上撤下").click()
    page.get_by_role("heading", name="没有公开").wait_for()
    yield "publication-off"
    sign_out(page)
    page.goto(here)
    yield "published-gone"
