"""Signing in to the running demo as one of its printed roles, in a real browser."""

from __future__ import annotations

from playwright.sync_api import Page

from tools.live_site import LiveSite

USED: set[str] = set()
"""Recovery codes spent in this run: each works once."""


def printed(site: LiveSite, username: str) -> list[str]:
    """A role's line in the file the demo wrote: name, password, role, place, recovery codes."""
    lines = (site.folder / "demo-signins.txt").read_text("utf-8").splitlines()
    return next(line.split("\t") for line in lines if line.split("\t")[0] == username)


def password(site: LiveSite, username: str) -> str:
    """The printed demo password of a role."""
    return printed(site, username)[1]


def sign_in(page: Page, site: LiveSite, username: str) -> Page:
    """Sign in as a demo role, with a recovery code where a second factor is asked for; ends on her own first page."""
    page.goto(f"/sign-in/?name={username}")
    page.fill("#id_password", password(site, username))
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url(lambda url: not url.rstrip("/").endswith("/sign-in") and "/sign-in/?" not in url)
    if page.url.endswith("/sign-in/code/"):
        code = next(one for one in printed(site, username)[4].split() if one not in USED)
        USED.add(code)
        page.get_by_label("验证码").fill(code)
        page.get_by_role("button", name="登录", exact=True).click()
        page.wait_for_url(lambda url: "/sign-in/" not in url)
    return page


def sign_out(page: Page) -> None:
    """Leave; ends on the start page."""
    page.get_by_role("button", name="退出").click()
    page.wait_for_url("**/")
