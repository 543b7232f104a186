"""The browser that tests and pictures use: the system's chromium, driven by playwright."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Playwright, ViewportSize

PATHS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage"
).split()
WIDE: ViewportSize = {"width": 1280, "height": 800}
NARROW: ViewportSize = {"width": 390, "height": 844}
"""A desk's screen and an ordinary phone, in CSS pixels."""


def launch(playwright: Playwright) -> Browser:
    """Start chromium; raises FileNotFoundError in plain words when there is none."""
    path = next((path for path in PATHS if Path(path).exists()), None)
    if path is None:
        raise FileNotFoundError("No chromium here. `make setup` installs it; by hand: apt-get install chromium")
    return playwright.chromium.launch(executable_path=path, args=QUIET)
