"""Every page in the order a visitor of the demo would meet it: the tour behind the pictures and the tests of all pages.

`tour(page, site)` walks the pages and gives each one's name while the page stands open in the browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from playwright.sync_api import Page

from tools.demo_signin import sign_in, sign_out
from tools.live_site import LiveSite
from tools.place_tour import places
from tools.publication_tour import publication
from tools.staff_tour import staff
from tools.ways_tour import ways

__all__ = ["sign_in", "sign_out", "tour"]
TELLING = "大瑶镇农贸市场后门的公厕一个星期没人打扫，臭得没法进去。"
CHAT = "李组长：@镇里 李畋村三组那口山塘的坝脚在渗水，昨晚雨一下更大了，下面还有五户人家，麻烦来看下！"


def tour(page: Page, site: LiveSite) -> Iterator[str]:
    """Names of the pages, each standing open when its name is given."""
    yield from open_pages(page)
    yield from resident(page)
    yield from desk(page, site)
    yield from ways(page, site)
    yield from others(page, site)
    yield from publication(page, site)
    yield from staff(page, site)
    yield from places(page, site)


def open_pages(page: Page) -> Iterator[str]:
    """What anybody finds."""
    for name, address in {
        "start": "/",
        "sign-in": "/sign-in/",
        "law": "/law/",
        "law-search": "/law/?q=法定休假日",
        "law-article": "/law/民法典/203/",
        "law-norm": "/law/source/N-sort/",
        "ledgers": "/ledger/",
        "draw-again": "/draws/again/",
        "quorum-kinds": "/law/quorum/",
        "quorum": "/law/quorum/village_representatives/",
        "quorum-result": "/law/quorum/village_assembly/?adults=400&present=210&for=130&subject=public_works",
        "kit": "/kit/",
        "not-found": "/nowhere/",
        "verify": "/verify/",
        "follow": "/follow/",
        "who": "/who/",
        "who-found": "/who/?q=大瑶镇的路灯坏了找谁",
    }.items():
        page.goto(address)
        yield name
    page.goto("/follow/")
    page.get_by_label("查询码").fill("AAAA-BBBB-CCCC-DDDD")
    page.get_by_role("button", name="查", exact=True).click()
    yield "follow-wrong-code"
    page.goto("/verify/")
    page.get_by_label("或者把回执内容粘贴在这里").fill('{"alg": "xiangli-1/sha256"}')
    page.get_by_role("button", name="核对").click()
    yield "verify-refused"


def resident(page: Page) -> Iterator[str]:
    """A report from its form to its proof."""
    page.goto("/report/")
    yield "report"
    page.get_by_label("什么事").fill("😀")
    page.get_by_role("button", name="交上去").click()
    yield "report-refused"
    page.get_by_label("什么事").fill(TELLING)
    page.get_by_label("在哪里").fill("大瑶镇")
    page.get_by_role("button", name="交上去").click()
    page.wait_for_url(re.compile("/receipt/$"))
    yield "receipt"
    code = page.locator("[data-code]").inner_text()
    page.goto(f"/follow/{code}/")
    yield "following"
    for _ in range(60):
        page.goto(f"/follow/{code}/check/")
        if page.get_by_text("回执是真的").count():
            break
        page.wait_for_timeout(500)
    yield "receipt-proved"


def desk(page: Page, site: LiveSite) -> Iterator[str]:
    """The township's desk."""
    sign_in(page, site, "desk")
    yield "desk"
    page.goto("/desk/?state=late")
    yield "desk-late"
    for name, address in {
        "desk-narrowed": "/desk/?channel=phone&step=handling",
        "desk-found": "/desk/?q=路",
        "desk-found-words": "/desk/?q=路灯",
        "desk-keys": "/desk/keys/",
        "office-phone": "/desk/phone/",
    }.items():
        page.goto(address)
        yield name
    page.goto("/desk/")
    page.get_by_role("button", name="催一催").click()
    yield "bulk-nothing"
    page.goto("/desk/?state=handling")
    page.locator(".card a").first.click()
    page.wait_for_load_state("networkidle")
    yield "matter"
    here = page.url
    page.goto(f"{here}papers/0/register/")
    yield "paper"
    page.goto(f"{here}folder/")
    yield "folder"
    page.goto("/desk/archive/")
    yield "archive"
    page.goto("/desk/new/")
    yield "note"
    page.get_by_label("什么事").fill(CHAT)
    page.get_by_role("button", name="先看系统怎么分").click()
    page.get_by_text("该谁办").wait_for()
    yield "note-proposed"
    page.goto("/desk/import/")
    yield "import"
    rows = '{"id": "t-1", "title": "路灯不亮", "text": "大瑶镇李畋村村口的路灯不亮，晚上看不清路。"}\n{"id": "t-2"}\n{断了的一行\n'
    page.get_by_label("文件", exact=True).set_input_files(
        {"name": "今天的工单.jsonl", "mimeType": "text/plain", "buffer": rows.encode()}
    )
    page.get_by_role("button", name="导入").click()
    page.get_by_role("link", name="去工作台").wait_for()
    yield "import-done"
    sign_out(page)


def others(page: Page, site: LiveSite) -> Iterator[str]:
    """The county's coordinator, a receiving office, a leader, oversight, traditional characters, and English with large type."""
    sign_in(page, site, "county")
    yield "board"
    for name in ("sort", "quarrels", "extensions", "appeals", "bulletin"):
        page.goto(f"/desk/{name}/")
        yield name
    sign_out(page)
    sign_in(page, site, "transport")
    yield "line"
    page.goto("/desk/")
    yield "office-desk"
    page.goto("/draws/new/")
    yield "draw-new"
    page.goto("/draws/")
    yield "draws"
    page.get_by_role("link", name="十一月抽查在建工地").click()
    yield "draw"
    sign_out(page)
    sign_in(page, site, "leader")
    yield "leader"
    page.goto("/leader/late/")
    yield "leader-late"
    sign_out(page)
    sign_in(page, site, "oversight")
    yield "oversight"
    sign_out(page)
    page.get_by_role("button", name="繁體").click()
    yield "start-traditional"
    page.get_by_role("button", name="English").click()
    yield "start-english"
    page.goto("/report/")
    page.get_by_role("button", name="Large type").click()
    yield "report-english-large"
    page.get_by_role("button", name="简体").click()
    page.get_by_role("button", name="标准字").click()
