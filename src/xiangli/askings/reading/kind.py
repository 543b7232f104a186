"""Of what kind an asking is, by which channel it came, how large it is; and its words with numbers of people masked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xiangli.askings.vocabulary import masks, patterns, words

HALF_DAY, DAY = 240, 480


@dataclass(frozen=True, slots=True)
class Size:
    """What the words say of its size; None where they say nothing. ``minutes``: how long a meeting or training lasts."""

    rows: int | None = None
    columns: int | None = None
    persons: int | None = None
    words: int | None = None
    minutes: int | None = None


def kind(text: str) -> str:
    """The kind its words weigh most for; a notice when they weigh for none."""
    weights = {
        name: sum(weight for word, weight in known.items() if word in text) for name, known in words()["kinds"].items()
    }
    best = max(weights, key=lambda name: weights[name])
    return best if weights[best] > 0 else "notice"


def channel(text: str, *, given: str = "chat") -> str:
    """The channel its words tell of, else the one it was caught by."""
    if given != "chat":
        return given
    return next((name for name, known in words()["channels"].items() if any(word in text for word in known)), given)


def size(text: str) -> Size:
    """Rows, columns, persons, words and minutes, as far as the words say them."""
    listed = columns_listed(text)
    hours = _found("hours", text)
    minutes = {"半天": HALF_DAY, "一天": DAY, "两天": 2 * DAY}.get(hours) if hours else None
    if hours and minutes is None:
        minutes = round(float(hours) * 60)
    return Size(
        _number("rows", text), _number("columns", text) or (len(listed) or None), _number("persons", text),
        _number("words", text), minutes,
    )  # fmt: skip


OPENINGS = (
    "包括",
    "内容为",
    "内容",
    "填写",
    "需填",
    "报送",
    "提供",
    "含",
    "表头",
    "登记",
    "统计",
    "（",
    "(",
    "：",
    ":",
)
BREAKS = re.compile(r"[。；;，,\n）)]")


def columns_listed(text: str) -> tuple[str, ...]:
    """The columns a message names one by one: “包括姓名、身份证号、联系电话”; three at least, else it is only talk."""
    best: tuple[str, ...] = ()
    for part in BREAKS.split(text):
        for opening in OPENINGS:
            if opening in part:
                names = re.split(r"[、和及]", part.rsplit(opening, 1)[1].removesuffix("等"))
                names = [one for name in names if 2 <= len(one := name.strip(' 等“”"')) <= 10]
                if len(names) >= 3 and len(names) > len(best):
                    best = tuple(names)
    return best


def masked(text: str) -> str:
    """The words with phone and identity numbers masked: of people nothing is kept that the asking does not need."""
    for pattern in masks():
        text = pattern.sub(r"\1****\2", text)
    return text


def _found(name: str, text: str) -> str:
    return next((match.group(1) for pattern in patterns(name) if (match := pattern.search(text))), "")


def _number(name: str, text: str) -> int | None:
    found = _found(name, text)
    return int(found) if found else None
