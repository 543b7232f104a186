"""The part of the tour that staff see of themselves: one's own page, households, the three administrators."""

from __future__ import annotations

import io
from collections.abc import Iterator

from openpyxl import Workbook
from playwright.sync_api import Page

from tools.demo_signin import password, sign_in, sign_out
from tools.live_site import LiveSite
from xiangli.parties.workbook import HEADS

SHEET = (
    ("newhand", "示范·新来", "大瑶镇党政综合办公室", "科员", "分办、办理", "2026-12-01", "", "入职"),
    ("away", "示范·江请假", "大瑶镇党政综合办", "科员", "办理", "下个月", "", "调动"),
)


def staff(page: Page, site: LiveSite) -> Iterator[str]:
    """Names of the pages, each standing open when its name is given."""
    yield from oneself(page, site)
    yield from village(page, site)
    yield from administrators(page, site)


def oneself(page: Page, site: LiveSite) -> Iterator[str]:
    """Somebody with two posts who stands in for a third person."""
    sign_in(page, site, "deputy")
    for name, address in {
        "me": "/me/", "stand-in": "/me/stand-in/", "duty": "/me/duty/", "password": "/me/password/",
        "second-factor": "/me/second-factor/",
    }.items():  # fmt: skip
        page.goto(address)
        yield name
    sign_out(page)


def village(page: Page, site: LiveSite) -> Iterator[str]:
    """The village's book."""
    sign_in(page, site, "village")
    page.goto("/households/")
    yield "households"
    page.goto("/households/new/")
    yield "household-new"
    page.goto("/households/")
    page.locator(".card a").first.click()
    yield "household"
    page.get_by_role("button", name="打开姓名").click()
    page.get_by_text("已记录在案").wait_for()
    yield "household-opened"
    sign_out(page)


def administrators(page: Page, site: LiveSite) -> Iterator[str]:
    """System, security, audit."""
    page.goto("/sign-in/?name=admin")
    page.fill("#id_password", password(site, "admin"))
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url("**/sign-in/code/")
    yield "sign-in-code"
    sign_in(page, site, "admin")
    yield "staff"
    page.goto("/staff/new/")
    yield "staff-new"
    page.goto("/staff/?q=deputy")
    page.locator(".card a").first.click()
    yield "staff-person"
    page.goto("/staff/office/")
    yield "staff-office"
    page.goto("/staff/publication/")
    yield "publication-switch"
    page.goto("/staff/sheet/")
    yield "staff-upload"
    for name, rows in (("staff-sheet", SHEET[:1]), ("staff-sheet-wrong", SHEET)):
        page.goto("/staff/sheet/")
        sheet = {"name": "人员变动.xlsx", "mimeType": "application/octet-stream", "buffer": workbook(rows)}
        page.get_by_label("人员表").set_input_files(sheet)  # type: ignore[arg-type]
        page.get_by_role("button", name="先看看会怎样").click()
        page.get_by_role("heading", name="人员变动.xlsx").wait_for()
        yield name
    sign_out(page)
    sign_in(page, site, "security")
    yield "security"
    page.goto("/security/tokens/")
    page.get_by_label("给哪个程序").fill("示范·镇办公系统")
    page.get_by_label("用谁的岗位").select_option(index=1)
    page.get_by_role("button", name="给令牌").click()
    page.get_by_text("令牌只在这一页显示一次").wait_for()
    yield "tokens"
    sign_out(page)
    sign_in(page, site, "audit")
    yield "audit"
    sign_out(page)


def workbook(rows: tuple[tuple[str, ...], ...]) -> bytes:
    """A staff sheet with these rows."""
    made, out = Workbook(), io.BytesIO()
    assert made.active is not None
    for row in (HEADS, *rows):
        made.active.append(list(row))
    made.save(out)
    return out.getvalue()
