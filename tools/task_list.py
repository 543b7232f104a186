"""The ten commonest tasks of three roles as walks through the pages; what has no page yet says so."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

LAMP = "大瑶镇农贸市场后门的路灯坏了一个星期，晚上看不清路。"
GROUND = "现场在乡镇管护的便道上，按清单归乡镇街道管养。"


@dataclass(frozen=True)
class Task:
    """``walk`` does it with a counting hand; ``before`` makes ready what must be there (uncounted) and hands it over."""

    role: str
    name: str
    target: str
    how: str = ""
    user: str = ""
    walk: Callable[[Any, str], None] | None = None
    before: Callable[[Page], str] | None = None
    missing: str = ""


def reported(page: Page) -> str:
    """A report of one's own: its follow code."""
    page.goto("/report/")
    page.get_by_label("什么事").fill(LAMP)
    page.get_by_role("button", name="交上去").click()
    page.wait_for_url(re.compile("/receipt/$"))
    code = page.locator("[data-code]").inner_text()
    page.goto("/")
    return code


def opened(page: Page, state: str) -> str:
    """The first matter of a state, its address."""
    page.goto(f"/desk/?state={state}")
    found = page.locator(".card__title a").first.get_attribute("href") or ""
    page.goto("/desk/")
    return found


def who(hand: Any, _: str) -> None:
    """One question."""
    hand.say(hand.page.get_by_label("要办什么事"), "路灯坏了找谁")
    hand.tap(hand.page.get_by_role("button", name="查一查"))
    hand.page.locator(".dial a").first.wait_for()


def report(hand: Any, _: str) -> None:
    """Say it and send it."""
    hand.tap(hand.page.get_by_role("link", name="报一件事"))
    hand.say(hand.page.get_by_label("什么事"), LAMP)
    hand.tap(hand.page.get_by_role("button", name="交上去"))
    hand.page.locator("[data-code]").wait_for()


def follow(hand: Any, code: str) -> None:
    """By the code on the receipt."""
    hand.copy_code(hand.page.get_by_label("查询码"), code)
    hand.tap(hand.page.get_by_role("button", name="查", exact=True))
    hand.page.get_by_text("谁在办").wait_for()


def openings(hand: Any, code: str) -> None:
    """On the same page, below."""
    follow(hand, code)
    hand.page.get_by_text("谁看过我的姓名电话").wait_for()


def sort(hand: Any, _: str) -> None:
    """The queue, the first proposal by one key."""
    hand.tap(hand.page.get_by_role("link", name="人工分办").first)
    hand.key("j")
    hand.key("a")


def chase(hand: Any, _: str) -> None:
    """What is late, all of it ticked, one push."""
    hand.tap(hand.page.get_by_role("link", name="已超期"))
    hand.page.locator(".pick input").first.wait_for()
    hand.tap(hand.page.locator(".pick input"))
    hand.tap(hand.page.get_by_role("button", name="催一催"))
    hand.page.get_by_role("heading", name=re.compile("督办|催")).wait_for()


def accept(hand: Any, _: str) -> None:
    """Tick and accept by keys."""
    hand.tap(hand.page.get_by_role("link", name="待签收"))
    hand.page.locator('a[aria-current][href*="assigned"]').wait_for()
    hand.key("j")
    hand.key("x")
    hand.key("e")
    hand.page.get_by_role("heading", name=re.compile("签收")).wait_for()


def instruct(hand: Any, _: str) -> None:
    """The leader's own line from her first page."""
    hand.tap(hand.page.locator("summary", has_text="写批示"))
    hand.say(hand.page.get_by_label("批示").first, "本周内修好，当面告诉反映人。")
    hand.tap(hand.page.get_by_role("button", name="送到经办人"))
    hand.page.get_by_text("批示已经送到经办人").wait_for()


def send_back(hand: Any, href: str) -> None:
    """Ground and item on the matter's page."""
    hand.tap(hand.page.locator(f'a[href="{href}"]'))
    hand.tap(hand.page.locator("summary", has_text="退回"))
    hand.say(hand.page.locator("#return-ground"), GROUND)
    hand.choose(hand.page.locator("#return-item"), 1)
    hand.tap(hand.page.locator("details.act", has=hand.page.locator("#return-ground")).get_by_role("button"))


def bulletin(hand: Any, _: str) -> None:
    """The month, two cases, the Word file."""
    hand.tap(hand.page.get_by_role("link", name="月度通报"))
    boxes = hand.page.locator("ul.choices input")
    hand.tap(boxes.nth(0))
    hand.tap(boxes.nth(1))
    with hand.page.expect_download():
        hand.tap(hand.page.get_by_role("button", name="生成通报（Word）"))


def rule(hand: Any, _: str) -> None:
    """Both grounds on one screen; owner and ground."""
    hand.tap(hand.page.get_by_role("link", name="归属有异议"))
    hand.choose(hand.page.get_by_label("承办单位").first, 1)
    hand.say(hand.page.get_by_label("理由").first, "现场在县管范围内，按清单归它。")
    hand.tap(hand.page.get_by_role("button", name="裁定归属"))


def grant(hand: Any, _: str) -> None:
    """Grant the first extension asked for."""
    hand.tap(hand.page.get_by_role("link", name="申请延期"))
    hand.tap(hand.page.get_by_role("button", name="同意延期"))


def watch(hand: Any, _: str) -> None:
    """The first page is the board; one tap to what is late."""
    hand.tap(hand.page.get_by_role("link", name="已超期"))
    hand.page.locator(".card").first.wait_for()


def dispatch(hand: Any, _: str) -> None:
    """From the board to the queue, the first proposal."""
    hand.tap(hand.page.get_by_role("link", name="待分办"))
    hand.tap(hand.page.locator('[data-key="a"]'))


def same_event(hand: Any, _: str) -> None:
    """From the board to the pairs."""
    hand.tap(hand.page.get_by_role("link", name="像是同一件事"))


def page_of(label: str) -> Callable[[Any, str], None]:
    """Reach a page by its door."""

    def walk(hand: Any, _: str) -> None:
        hand.tap(hand.page.locator(".doors").get_by_role("link", name=label))
        hand.page.locator("h1").wait_for()

    return walk


NOT_YET = "no room yet: "
TASKS = (
    Task("resident", "learn who handles it, what to bring", "one question or 2 taps, 20 s, ends with a phone number", "找谁办 on the first page: one question, the office and its number", walk=who),
    Task("resident", "report a problem", "3 taps + voice or photo, 60 s", "text by the keyboard's microphone; place read from it", walk=report),
    Task("resident", "see how my matter stands", "code or phone number, 1 tap, no account", "code typed on the first page; a scanned QR makes it 0 taps; by phone number at the window", before=reported, walk=follow),
    Task("resident", "say solved or not solved", "2 taps, one line", missing="below the answer: 2 taps (choose, send), a line if she likes; `tests/browser/test_whole_way.py` walks it"),
    Task("resident", "see what aid my family gets, and why it stopped", "2 taps after identity check", missing=NOT_YET + "aid is later business"),
    Task("resident", "read village accounts, ask about a line", "3 taps", missing=NOT_YET + "publication of accounts is later business"),
    Task("resident", "apply for help or a service", "with the clerk 5 min", missing=NOT_YET + "services are later business"),
    Task("resident", "hear a warning and where to go", "loudspeaker, knock, card; no phone needed", missing=NOT_YET + "warnings are later business"),
    Task("resident", "put a wish, attend, vote", "paper or 2 taps", missing=NOT_YET + "meetings are later business; a suggestion goes in as a report"),
    Task("resident", "see who opened my data", "2 taps", "stands on the matter's page, below", before=reported, walk=openings),
    Task("desk", "sort arrivals", "30 s each; owner and list item proposed", "人工分办, then J and A: the list's proposal", user="desk", walk=sort),
    Task("desk", "assign or accept inside the township", "2 keys", "J, X, E on the list of what waits", user="desk", walk=accept),
    Task("desk", "get and attach 批示", "photo or one typed line, 15 s", "the leader types it on her first page; a photographed sheet hangs on the matter's page", user="leader", walk=instruct),
    Task("desk", "chase what is due", "one list, one tap reminds", "已超期, tick, 催一催; each further row is one tap", user="desk", walk=chase),
    Task("desk", "write a reply", "draft from like cases, Word, 5 min", missing="起草答复 on the matter's page: 2 taps to a draft or to Word, then her own words; not timed by a script"),
    Task("desk", "object to a wrong ticket", "clause found and filled in, 1 min", "退回 with ground and list item on the matter's page", user="transport", before=lambda page: opened(page, "handling"), walk=send_back),
    Task("desk", "mediation or petition file", "papers filled, in order, 15 min in all", missing="papers and folder on the matter's page, 2 taps each; not timed by a script"),
    Task("desk", "duty log, event report", "5 questions → script and text, 5 min", missing=NOT_YET + "duty is later business"),
    Task("desk", "weekly 研判, monthly summary", "Word in one tap, then her own words", "月度通报 of her township: open, two cases, Word", user="desk", walk=bulletin),
    Task("desk", "year-end archive", "catalogue and files by retention, an afternoon", "归档: the year's catalogue and folders", user="desk", walk=page_of("归档")),
    Task("coordinator", "dispatch", "20–40 s, owner proposed with its clause", "待分办, then the list's proposal", user="county", walk=dispatch),
    Task("coordinator", "call back", "script, result in 3 keys", missing="on the matter's page: 评价 by the desk, 3 taps (open, choose, send); no script for the call yet"),
    Task("coordinator", "join same events", "side by side, 5 s, undoable", "像是同一件事 lays both texts side by side; then 1 tap", user="county", walk=same_event),
    Task("coordinator", "judge 退单 between bodies", "both grounds and the list on one screen, 2 min", "归属有异议: owner, ground, 裁定归属", user="county", walk=rule),
    Task("coordinator", "extend, push, 督办", "person decides", "申请延期, 同意延期", user="county", walk=grant),
    Task("coordinator", "watch due and late", "one board", "the first page; 1 tap to the list", user="county", walk=watch),
    Task("coordinator", "申诉剔除", "evidence attached, two-person decision", missing="申诉剔除 from the board: 1 tap to the page, choose, ground, send, by each of two people; none waits in the demo"),
    Task("coordinator", "monthly 通报", "Word with tables and two typical cases: 10 min", "月度通报, two cases, Word", user="county", walk=bulletin),
    Task("coordinator", "knowledge base", "from good replies, with owner and expiry", "知识库 from the board", user="county", walk=page_of("知识库")),
    Task("coordinator", "admission review, burden tally", "askers by hours", missing=NOT_YET + "admission is later business"),
)  # fmt: skip
