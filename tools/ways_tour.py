"""The part of the tour that shows what comes in and goes out: chats, calls, papers, outer systems, replies, corrections."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

from tools.demo_signin import sign_in, sign_out
from tools.live_site import LiveSite

GROUP = """大瑶镇网格群的聊天记录

示范李组长 2026/11/20 09:12
@镇里 李畋村三组那口山塘的坝脚在渗水，昨晚雨一下更大了
[图片]
示范王会计 2026/11/20 09:13
收到
示范张嫂 2026/11/20 10:30
崇文村口的路灯又不亮了，三天了，晚上老人不敢出门
[图片]
示范小周 2026/11/20 10:40
好的，已安排人去看[抱拳]"""


def ways(page: Page, site: LiveSite) -> Iterator[str]:
    """Names of the pages, each standing open when its name is given."""
    sign_in(page, site, "desk")
    page.goto("/desk/chat/")
    yield "chat"
    page.get_by_label("聊天内容").fill(GROUP)
    page.get_by_role("button", name="看看有几件事").click()
    page.get_by_role("button", name="登记勾上的").wait_for()
    yield "chat-split"
    page.get_by_role("button", name="登记勾上的").click()
    page.get_by_role("heading", name="登记好了").wait_for()
    yield "way-done"
    for name, address in {
        "call": "/desk/call/", "photographed-paper": "/desk/paper/", "beside": "/desk/beside/", "replies": "/desk/replies/",
        "corrections": "/desk/corrections/",
    }.items():  # fmt: skip
        page.goto(address)
        yield name
    page.goto("/desk/?state=handling")
    page.locator(".card a").first.click()
    page.wait_for_load_state("networkidle")
    matter = page.url
    page.goto(f"{matter}correct/")
    yield "correct"
    if page.goto(f"{matter}draft/"):
        yield "draft"
    sign_out(page)
    sign_in(page, site, "county")
    page.goto("/desk/outer/")
    yield "outer"
    page.goto("/desk/outer/hotline12345/")
    yield "outer-tickets"
    page.get_by_role("link", name="去复制").first.click()
    page.get_by_role("heading", name="回填上级系统").wait_for()
    yield "copy-back"
    sign_out(page)
