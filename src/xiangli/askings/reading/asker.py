"""Who asks, by the words: the sender's name, the signature at the foot, whom to report to; and from which level."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from xiangli.askings.vocabulary import NOBODY, words

REPORT_TO = re.compile(r"(?:报送?|交|发|反馈|汇总|联系|上报)(?:至|到|给|往)?[^，。；\n]{0,10}$")
TASK = re.compile(r"^(?:宣传|政策|法|工作|情况|问题|安全|隐患|补贴|对象|人员|户|救助|教育活动|活动|知识|保险)")
"""What follows a name that is only spoken of: 民政对象, 消防宣传 name no asker."""


@dataclass(frozen=True, slots=True)
class Asker:
    """The line, its level ('' when not said), and the words it was read from ('' for nobody named)."""

    line: str
    level: str
    found: str


def asker(text: str, *, sender: str = "") -> Asker:
    """The likeliest asker. ``sender``: the name over the message, when it is known apart."""
    best: tuple[float, int, str, str] = (0.0, 0, NOBODY, "")
    head = sender or _sender(text)
    foot = len(text) - 40
    for word, line in _names():
        at = text.find(word)
        while at >= 0:
            weight = 1.0 + len(word) * 0.1
            before, after = text[max(0, at - 14) : at], text[at + len(word) : at + len(word) + 6]
            if REPORT_TO.search(before):
                weight += 3
            if at >= foot and _signs(text, at):
                weight += 4
            if text[:at].rstrip().endswith(("【", "[", "（", "(", "接", "根据", "按照", "应", "按")):
                weight += 2.5
            if after[:1] in tuple("局站所办委部室科股队") or word[-1] in "局站所办委部院队":
                weight += 1.5
            if TASK.match(after):
                weight -= 1.5
            if at < len(head) and text.startswith(head[:4].strip() or word):
                weight += 5
            if weight > best[0]:
                best = (weight, at, line, word)
            at = text.find(word, at + 1)
        if sender and word in sender and best[0] < 6:
            best = (6.0, 0, line, word)
    if best[0] < 1.4:
        return Asker(NOBODY, "", "")
    return Asker(best[2], level(text, best[1], best[3]), best[3])


def level(text: str, at: int, word: str) -> str:
    """From which level: 县 before the name, 局 or 站 in it or after it."""
    around = f"{text[max(0, at - 3) : at]}{word}{text[at + len(word) : at + len(word) + 2]}"
    for name, marks in words()["levels"].items():
        if any(mark in around for mark in marks):
            return str(name)
    return "township" if word.endswith("办") else ""


def _sender(text: str) -> str:
    """The name over a forwarded chat message: “李科（民政局）：” at the start of a line."""
    found = re.match(r"^\s*([^\n：:]{2,24})[：:]", text)
    return (
        found.group(0) if found and not found.group(1).startswith(("各", "通知", "请", "关于", "时间", "地点")) else ""
    )


def _signs(text: str, at: int) -> bool:
    """Whether a name stands alone near the foot, as a signature does."""
    start = text.rfind("\n", 0, at) + 1
    return len(text[start:].strip()) <= 30


@cache
def _names() -> tuple[tuple[str, str], ...]:
    """Every name with its line, longest first."""
    pairs = [(word, line) for line, known in words()["askers"].items() for word in known]
    return tuple(sorted(pairs, key=lambda one: -len(one[0])))
