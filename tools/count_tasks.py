"""Count the taps and seconds of the commonest tasks in a real browser, and write docs/tasks.md: `python tools/count_tasks.py`.

A tap is a press of a finger or mouse, a key of the desk's keyboard, or a choice in a list. What is typed counts by its
characters: four a second (spoken into the keyboard's microphone, or pasted); a follow code one a second (typed from
paper). The seconds are an estimate by the keystroke-level model (Card, Moran and Newell 1980): 1.1 s a tap, 1.35 s to
take in each new page, the typing, and the waiting that was measured. Thinking about the matter itself is not in them.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Locator, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.chromium import NARROW, WIDE, launch
from tools.demo_signin import sign_in, sign_out
from tools.live_site import LiveSite
from tools.task_list import TASKS, Task

FILE = Path(__file__).resolve().parent.parent / "docs" / "tasks.md"
TAP, TAKE_IN, A_CHARACTER, A_CODE_CHARACTER = 1.1, 1.35, 0.25, 1.0
"""Seconds of a tap, of a new page, of a spoken or pasted character, of one typed from paper."""


@dataclass
class Hand:
    """A hand at a browser: it taps and types, and what it did is counted."""

    page: Page
    taps: int = 0
    characters: int = 0
    code: int = 0
    pages: int = 1
    waited: float = 0.0
    noted: list[str] = field(default_factory=list)

    def tap(self, what: Locator) -> None:
        """One tap; if it leads to a page, that page is waited for."""
        self.taps += 1
        with self._waiting():
            what.first.click()

    def key(self, name: str) -> None:
        """One key."""
        self.taps += 1
        with self._waiting():
            self.page.keyboard.press(name)

    def choose(self, what: Locator, index: int) -> None:
        """Open a list and choose: two taps."""
        self.taps += 2
        what.select_option(index=index)

    def say(self, what: Locator, words: str) -> None:
        """Speak or paste words into a field: one tap and the words."""
        self.taps += 1
        self.characters += len(words)
        what.fill(words)

    def copy_code(self, what: Locator, code: str) -> None:
        """Type a code from paper."""
        self.taps += 1
        self.code += len(code.replace("-", ""))
        what.fill(code)

    @contextmanager
    def _waiting(self) -> Iterator[None]:
        before, began = self.page.url, time.monotonic()
        yield
        self.page.wait_for_load_state("load")
        if self.page.url != before:
            self.pages += 1
            self.waited += time.monotonic() - began

    @property
    def seconds(self) -> float:
        """The estimate."""
        typed = self.characters * A_CHARACTER + self.code * A_CODE_CHARACTER
        return self.taps * TAP + self.pages * TAKE_IN + typed + self.waited


def main() -> None:
    """Build a demo, do every task that can be done here, write the table."""
    rows: dict[str, Hand | str] = {}
    with tempfile.TemporaryDirectory(prefix="xiangli-tasks-") as folder, LiveSite(Path(folder)) as site:
        with sync_playwright() as playwright:
            browser = launch(playwright)
            for task in TASKS:
                if task.walk is None:
                    rows[task.name] = task.missing
                    continue
                size = NARROW if task.role == "resident" else WIDE
                context = browser.new_context(base_url=site.url, viewport=size, locale="zh-CN")
                page = context.new_page()
                rows[task.name] = walked(task, page, site)
                context.close()
            browser.close()
    FILE.write_text(document(rows), encoding="utf-8")
    print(
        f"{sum(isinstance(row, Hand) for row in rows.values())} of {len(rows)} tasks walked, written to docs/tasks.md"
    )


def walked(task: Task, page: Page, site: LiveSite) -> Hand | str:
    """Do one task from its first page on; a task that cannot be finished says where it stopped."""
    if task.user:
        sign_in(page, site, task.user)
    else:
        page.goto("/")
    prepared = task.before(page) if task.before else ""
    hand = Hand(page)
    assert task.walk is not None
    try:
        task.walk(hand, prepared)
    except Exception as stopped:  # the table must say so, whatever it was
        return f"stopped: {str(stopped).splitlines()[0][:120]}"
    if task.user:
        sign_out(page)
    return hand


def document(rows: dict[str, Hand | str]) -> str:
    """The page."""
    lines = [
        "# The commonest tasks, counted", "",
        "Counted by `tools/count_tasks.py` in a real browser on the demo: each task from the person's own first page to the",
        "page that says it is done. A tap is a press, a key, or one of the two touches of choosing from a list; words may be",
        "spoken or pasted. Seconds are estimated by the keystroke-level model (1.1 s a tap, 1.35 s a new page, 0.25 s a spoken or",
        "pasted character, 1 s a character typed from paper) plus the waiting measured; thinking is not in them. “Done well” is",
        "the target. Where a task needs business that has no room yet, it says so.", "",
    ]  # fmt: skip
    for role, title in (
        ("resident", "Resident 居民 (390 px)"),
        ("desk", "Township desk 党政办/综治办 (1280 px)"),
        ("coordinator", "County coordinator 统筹 (1280 px)"),
    ):
        lines += [
            f"## {title}",
            "",
            "| task | done well | taps | characters | seconds | how |",
            "|---|---|---|---|---|---|",
        ]
        for task in (one for one in TASKS if one.role == role):
            row = rows[task.name]
            if isinstance(row, Hand):
                counted = f"{row.taps} | {row.characters + row.code or '–'} | {row.seconds:.0f}"
            else:
                counted = "– | – | –"
            said = task.how if isinstance(row, Hand) else row
            lines.append(f"| {task.name} | {task.target} | {counted} | {said} |")
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
