"""A real chromium looks at the real product: `site` is a server with its worker as processes, on a database of its own.

`visit()` gives a page; `visit(width="phone")` 390 px, `visit(scripts=False)` without JavaScript. A page that logged an
error, or was sent a 5xx, fails its test at the end, whatever else it asserted.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tools.chromium import NARROW, WIDE, launch
from tools.live_site import LiveSite

AXE = files("axe_playwright_python").joinpath("axe.min.js")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
Visit = Callable[..., Page]


@pytest.hookimpl(tryfirst=True)  # pytest-xdist reads the groups in the same hook
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks these tests, and keeps them on one worker so that they share one site and one chromium."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, make_database: Callable[[Path], str]) -> Iterator[LiveSite]:
    """The demo, served; `site.url`, `site.command("matters", "export")`, `site.demo_words` (what `demo` printed)."""
    folder = tmp_path_factory.mktemp("site")
    with LiveSite(folder, make_database(folder)) as running:
        yield running


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One chromium for all browser tests of this run."""
    # Playwright keeps an event loop in this thread, which Django would take for asynchronous code in later tests.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, site: LiveSite) -> Iterator[Visit]:
    """A function that opens a window of its own (no cookies shared) with relative addresses under the site."""
    contexts: list[Any] = []
    complaints: list[str] = []

    def open_window(*, width: str = "desk", scripts: bool = True, language: str = "zh-CN") -> Page:
        context = chromium.new_context(
            reduced_motion="reduce",
            base_url=site.url,
            viewport=NARROW if width == "phone" else WIDE,
            has_touch=width == "phone",
            java_script_enabled=scripts,
            locale=language,
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"script error on {page.url}: {error}"))
        page.on("console", lambda said: complaints.append(f"console: {said.text}") if is_complaint(said) else None)
        page.on("response", lambda got: complaints.append(f"{got.status} {got.url}") if got.status >= 500 else None)
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert complaints == [], site.log()[-3000:]


def is_complaint(said: Any) -> bool:
    """Errors on the console, but for the browser's own note that an answer was a refusal (4xx): tests ask for those."""
    return said.type == "error" and "the server responded with a status of 4" not in said.text


@pytest.fixture
def accessible() -> Callable[[Page], None]:
    """A check that axe finds nothing serious on a page, and that the page does not scroll sideways."""
    source = AXE.read_text(encoding="utf-8")

    def check(page: Page) -> None:
        page.evaluate(source)
        options = {"runOnly": {"type": "tag", "values": RULES}}
        found = page.evaluate("options => axe.run(document, options)", options)["violations"]
        serious = [
            f"{one['id']} ({one['impact']}): {one['help']} — {[node['target'] for node in one['nodes']][:3]}"
            for one in found
            if one["impact"] in ("serious", "critical")
        ]
        assert serious == [], page.url
        overflow = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0, f"{page.url} is {overflow} px wider than its window"

    return check
