"""The pattern page shows every partial; templates and scripts stay small and hold nothing inline."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.test import Client
from django.utils.translation import override

import xiangli.faces
import xiangli.web
from xiangli.web.kit.shapes import clock_state
from xiangli.web.kit.tags import when

WEB = Path(xiangli.web.__file__).parent
FACES = Path(xiangli.faces.__file__).parent
PAGES = [*WEB.glob("templates/**/*.html"), *FACES.glob("templates/**/*.html")]
SCRIPTS = list(WEB.glob("static/web/*.js"))


def test_every_partial_stands_on_the_pattern_page(db, client: Client) -> None:
    page = client.get("/kit/").content.decode()
    shown = set(re.findall(r'data-part="([a-z]+)"', page))
    assert shown == {partial.stem for partial in WEB.glob("templates/kit/*.html")}


def test_no_template_is_longer_than_150_lines_and_none_holds_style_or_script_inline() -> None:
    assert len(PAGES) > 20
    for template in PAGES:
        text = template.read_text("utf-8")
        assert text.count("\n") <= 150, template
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)", text), template
        assert not re.search(r"(src|href|action)=\"(https?:)?//", text), template


def test_no_script_is_longer_than_150_lines_and_each_names_its_data_attribute() -> None:
    assert {script.name for script in SCRIPTS} == {"keys.js", "once.js", "press.js"}
    for script in SCRIPTS:
        text = script.read_text("utf-8")
        assert text.count("\n") <= 150
        assert text.startswith("// data-")


def test_raw_colours_stand_in_the_tokens_only() -> None:
    for sheet in WEB.glob("static/web/*.css"):
        colours = [c for c in re.findall(r"#[0-9a-fA-F]{3,8}\b", sheet.read_text("utf-8")) if c != "#fff"]
        assert bool(colours) == (sheet.name == "tokens.css"), (sheet.name, colours)


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb`` (WCAG 2.2, definition)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_ink_on_its_ground_has_a_contrast_of_at_least_four_and_a_half() -> None:
    tokens = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", (WEB / "static/web/tokens.css").read_text("utf-8")))
    pairs = [
        ("ink", "ground"), ("ink", "card"), ("ink-soft", "ground"), ("ink-soft", "card"), ("on-main", "main"), ("on-main", "main-dark"),
        ("link", "card"), ("link", "ground"), ("good", "good-soft"), ("near", "near-soft"), ("late", "late-soft"), ("calm", "calm-soft"),
        ("main-dark", "main-soft"), ("ink", "mark"), ("late", "card"), ("ink-soft", "main-soft"), ("link", "main-soft"),
    ]  # fmt: skip
    for ink, ground in pairs:
        light, dark = sorted((luminance(tokens[ink]), luminance(tokens[ground])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)


def test_midnight_is_said_as_24_of_the_day_before() -> None:
    end = datetime(2026, 11, 26, 0, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
    with override("zh-hans"):
        assert when(end) == "2026年11月25日（周三）24:00"
    with override("en"):
        assert when(end) == "Wed 25 Nov 2026, 24:00"


def test_a_clock_is_near_for_its_last_day_and_late_from_its_instant_on() -> None:
    now = datetime(2026, 11, 25, 8, tzinfo=UTC)
    hour = timedelta(hours=1)
    assert [clock_state(now + 25 * hour, now), clock_state(now + 24 * hour, now), clock_state(now, now)] == [
        "ample",
        "near",
        "late",
    ]
    assert clock_state(now + hour, now, paused=True) == "paused"
    assert clock_state(now - hour, now, waiting=True) == "waiting"
    assert clock_state(None, now) == "ended"


def test_the_vendored_script_has_its_licence_beside_it() -> None:
    folder = Path(settings.STATICFILES_DIRS[0]) / "vendor" / "htmx"
    assert (folder / "LICENSE").read_text().startswith("Zero-Clause BSD")
    assert (folder / "htmx.min.js").stat().st_size > 40_000
