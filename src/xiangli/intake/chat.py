"""Forwarded chat: what several people said, with times and picture marks, read out of the text that WeChat copies or forwards.

Forms that occur: ``name date time`` above the words (computer, forwarded by mail), ``name: words`` in one line (forwarded
as a record), a line with the date alone. What fits none of these is one person's own words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_SHANGHAI = ZoneInfo("Asia/Shanghai")
_HALF = r"(?:凌晨|早上|上午|中午|下午|晚上)"
_TIME = rf"(?P<half>{_HALF})?\s*(?P<hour>\d{{1,2}})[:：](?P<minute>\d{{2}})(?:[:：]\d{{2}})?"
_DATE = r"(?:(?P<year>\d{4})[-/.年])?(?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?"
_NEAR = r"(?P<near>今天|昨天|前天)"
HEAD = re.compile(rf"^(?P<who>\S(?:.{{0,28}}?\S)?)\s*[:：]?\s+(?:{_DATE}\s*|{_NEAR}\s*)?{_TIME}\s*[:：]?$")
DAY = re.compile(rf"^[\s—–\-=]*(?:{_DATE}|{_NEAR})(?:\s*(?:星期|周)[一二三四五六日天])?(?:\s*{_TIME})?[\s—–\-=]*$")
SAYS = re.compile(r"^(?P<who>[^\s:：，。！？、；,!?;（(]{1,20})\s*[:：]\s*(?P<words>\S.*)$")
TITLE = re.compile(r"^(?:.{0,60}的聊天记录|群聊|聊天记录|以下是.{0,40}聊天记录.*)[:：]?$")
LABELS = {
    "地点", "位置", "地址", "时间", "日期", "电话", "手机", "联系电话", "联系人", "姓名", "事由", "标题", "主题", "内容", "诉求", "问题", "情况",
    "原因", "备注", "注", "附", "经办", "要求", "建议", "http", "https", "报告", "通知",
}  # fmt: skip
PICTURE = re.compile(r"\[(?:图片|照片|Photo|Image)\]", re.I)
MARK = re.compile(
    r"\[(?:视频|Video|语音|Voice|文件|位置|链接|动画表情|表情|小程序|聊天记录)\]?\s*(?:\d{1,3}[\"″秒])?", re.I
)
_NOD = (
    r"收到|好的?|嗯+|行|可以|谢谢.{0,4}|辛苦.{0,3}|知道了?|明白了?|在的?|ok|马上.{0,4}|来了|是的|对|哦+|"
    r"已(?:转|安排|派|通知).{0,8}|已经(?:转|安排|派|通知).{0,8}|1"
)
NODS = re.compile(rf"^(?:(?:{_NOD})[\W_]*)*$|^[\W_]*$", re.I)
AT = re.compile(r"@\S+")
CALLED = re.compile(r"^(?:@\S+\s+)+")
FACE = re.compile(r"\[[\u4e00-\u9fffA-Za-z]{1,5}\]")
TOGETHER = timedelta(minutes=15)
SHORT = 8
"""Signs below which somebody else's line, said soon after, speaks of what was just said."""
MOST_PIECES = 30


@dataclass(frozen=True, slots=True)
class Message:
    """One message: who by the chat's name for them (may be empty), when as far as it is told, words, pictures in it."""

    who: str
    at: datetime | None
    text: str
    pictures: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """What may become one report: the messages of one person about one thing."""

    who: str
    at: datetime | None
    text: str
    pictures: int = 0
    lines: tuple[str, ...] = field(default=())


def messages(text: str, *, at: datetime) -> list[Message]:
    """The messages in their order; ``at`` is now, for 昨天 and for dates without a year. Never raises."""
    lines = [line.strip() for line in text.replace("\r", "\n").replace("\u2005", " ").split("\n")]
    lines = [line for line in lines if not TITLE.match(line)]
    heads = any(HEAD.match(line) and not SAYS.match(line) and not DAY.match(line) for line in lines)
    today = at.astimezone(_SHANGHAI).date()
    day: date | None = None
    out: list[Message] = []
    for line in lines:
        if not line:
            continue
        if said := DAY.match(line):
            day = _day(said, today) or day
            continue
        head = HEAD.match(line)
        if heads and head:
            on = _day(head, today) or day
            out.append(Message(head["who"].strip(":： "), _moment(head, on or today, at), ""))
            continue
        says = None if heads else SAYS.match(line)
        if says and says["who"] not in LABELS and not says["who"].isdigit():
            out.append(_with(Message(says["who"], None, ""), says["words"]))
        elif out:
            out[-1] = _with(out[-1], line)
        else:
            out.append(_with(Message("", None, ""), line))
    return [one for one in out if one.text or one.pictures]


def pieces(said: Sequence[Message]) -> list[Piece]:
    """What may be reports: nods left out, one person's messages soon after one another together, pictures with them."""
    out: list[Piece] = []
    waiting: dict[str, int] = {}  # pictures that came before their words
    for one in said:
        own = next((n for n in range(len(out) - 1, -1, -1) if out[n].who == one.who), None)
        soon = own is not None and _soon(out[own].at, one.at) and own == len(out) - 1
        if not one.text:
            if own is not None and _soon(out[own].at, one.at):
                out[own] = replace(out[own], pictures=out[own].pictures + one.pictures)
            else:
                waiting[one.who] = waiting.get(one.who, 0) + one.pictures
            continue
        if is_nod(one.text):
            continue
        after = out and len(one.text) < SHORT and _soon(out[-1].at, one.at)
        if soon or after:
            line = one.text if soon else f"{one.who}：{one.text}"
            last = out[-1]
            out[-1] = replace(last, text=f"{last.text}\n{line}", pictures=last.pictures + one.pictures)
            continue
        text = CALLED.sub("", one.text) or one.text
        out.append(Piece(one.who, one.at, text, one.pictures + waiting.pop(one.who, 0)))
    return out[:MOST_PIECES]


def as_one(said: Sequence[Message]) -> str:
    """All of it as one text, each line with who said it; nods left out."""
    kept = [one for one in said if one.text and not is_nod(one.text)]
    several = len({one.who for one in kept if one.who}) > 1
    return "\n".join(f"{one.who}：{one.text}" if several and one.who else one.text for one in kept)


def is_nod(text: str) -> bool:
    """Whether a message only says that the one before was read: 收到, 好的, thumbs."""
    bare = AT.sub("", FACE.sub("", text)).strip()
    return len(bare) <= 40 and NODS.match(bare) is not None


def _with(one: Message, line: str) -> Message:
    pictures = len(PICTURE.findall(line))
    words = MARK.sub("", PICTURE.sub("", line)).strip()
    text = f"{one.text}\n{words}".strip() if words else one.text
    return replace(one, text=text, pictures=one.pictures + pictures)


def _soon(before: datetime | None, after: datetime | None) -> bool:
    return before is None or after is None or abs(after - before) <= TOGETHER


def _day(said: re.Match[str], today: date) -> date | None:
    if said["near"]:
        return today - timedelta(days={"今天": 0, "昨天": 1, "前天": 2}[said["near"]])
    if not said["month"]:
        return None
    try:
        found = date(int(said["year"] or today.year), int(said["month"]), int(said["day"]))
    except ValueError:
        return None
    if not said["year"] and found > today:
        found = found.replace(year=found.year - 1) if (found.month, found.day) != (2, 29) else today
    return found


def _moment(said: re.Match[str], day: date, now: datetime) -> datetime | None:
    hour = int(said["hour"])
    if said["half"] in ("下午", "晚上", "中午") and hour < 11:
        hour += 12
    try:
        found = datetime.combine(day, time(hour, int(said["minute"])), _SHANGHAI)
    except ValueError:
        return None
    return found if found <= now + timedelta(minutes=5) else None
