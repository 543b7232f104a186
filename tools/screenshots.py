"""Pictures of every page at 390 and 1280 px, for people to look at: `make screenshots` writes them to docs/pictures/.

The pages are those of `tools/page_tour.py`; the demo behind them is built anew, so no real person is ever in a picture.
"""

from __future__ import annotations

import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.chromium import NARROW, WIDE, launch
from tools.live_site import LiveSite
from tools.page_tour import tour

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
TALLEST = 2400
"""Pixels of a picture's height; a longer page is cut, its end is seldom what one looks for."""


def main() -> None:
    """Take them all; an old picture whose page is gone is removed."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.webp"):
        old.unlink()
    with tempfile.TemporaryDirectory(prefix="xiangli-pictures-") as folder, LiveSite(Path(folder)) as site:
        with sync_playwright() as playwright:
            browser = launch(playwright)
            for size in (NARROW, WIDE):
                context = browser.new_context(base_url=site.url, viewport=size, locale="zh-CN")
                page = context.new_page()
                for name in tour(page, site):
                    take(page, FOLDER / f"{name}-{size['width']}.webp")
                context.close()
            browser.close()
    print(f"{len(list(FOLDER.glob('*.webp')))} pictures in {FOLDER.name}/")


def take(page: Page, path: Path) -> None:
    """Write one picture, small enough to live in the repository."""
    picture = Image.open(BytesIO(page.screenshot(full_page=True)))
    picture.crop((0, 0, picture.width, min(picture.height, TALLEST))).convert("RGB").save(path, quality=70, method=4)


if __name__ == "__main__":
    main()
