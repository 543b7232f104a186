"""The part of the tour that whoever keeps the places sees: villages, hamlets, borders, codes, counts, maps."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

from tools.demo_signin import sign_in, sign_out
from tools.live_site import LiveSite

VILLAGE = "430181110236"


def places(page: Page, site: LiveSite) -> Iterator[str]:
    """Names of the pages, each standing open when its name is given."""
    sign_in(page, site, "map")
    yield "areas"
    for name, address in {
        "area-village": f"/areas/{VILLAGE}/", "area-place": f"/areas/{VILLAGE}h02/", "area-ended": f"/areas/{VILLAGE}g04/",
        "area-book": "/areas/book/", "area-codes": "/areas/codes/?q=430124", "area-counts": "/areas/counts/?level=village",
        "area-maps": "/areas/maps/",
    }.items():  # fmt: skip
        page.goto(address)
        yield name
    page.get_by_role("link", name="坐标系写错").click()
    page.get_by_text("坐标系对不对").wait_for()
    yield "area-map-asked"
    page.goto("/areas/maps/")
    page.get_by_role("link", name="大瑶镇各村示意").click()
    page.get_by_text("正在用").wait_for()
    yield "area-map"
    page.goto(f"/areas/{VILLAGE}/borders/")
    page.get_by_label("组 第1村民小组", exact=True).check()
    page.get_by_label("组 第2村民小组", exact=True).check()
    page.get_by_label("合并、并入").check()
    page.get_by_label("新名称").fill("一二联组")
    page.get_by_role("button", name="先看看会怎样").click()
    page.get_by_role("button", name="照这样办").wait_for()
    yield "area-borders"
    sign_out(page)
