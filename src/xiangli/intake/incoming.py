"""What arrives, before anything is decided: one telling by one person through one channel."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from xiangli.policy.reads.edition import NoEdition, newest
from xiangli.proof.canonical import canonical

CHANNELS = ("page", "chat", "phone", "desk", "api", "import", "paper", "mail", "open311")
MOST_TEXT = 20_000
MOST_TITLE = 100


class Refused(ValueError):
    """A report that is not taken, with the field at fault and the reason in plain words."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field, self.reason = field, reason


@dataclass(slots=True)
class Incoming:
    """One report as sent. ``id`` is made by the client; ``place`` the code it came through; ``reporter`` is sealed.

    ``lon``, ``lat`` in degrees WGS-84; ``outer_*`` what an outside system says of it, kept as told;
    ``procedure`` the business it is known to be (else the words decide).
    """

    id: UUID
    text: str
    place: str
    title: str = ""
    channel: str = "page"
    source: str = ""
    outer_id: str = ""
    outer_at: datetime | None = None
    outer_due: datetime | None = None
    lon: float | None = None
    lat: float | None = None
    reporter: dict[str, str] = field(default_factory=dict)
    by: str = "报事人"
    owner: str = ""
    item: str = ""
    procedure: str = ""

    def digest(self) -> bytes:
        """SHA-256 of what was sent: the same id with another digest is another report."""
        said = {
            "text": self.text, "title": self.title, "place": self.place, "channel": self.channel,
            "outer": self.outer_id, "point": f"{self.lon},{self.lat}", "reporter": self.reporter,
            "owner": self.owner,
        }  # fmt: skip
        if self.procedure:
            said["procedure"] = self.procedure
        return hashlib.sha256(canonical(said)).digest()


def check(one: Incoming, *, at: datetime) -> Incoming:
    """The report with its text tidied (line ends, outer blanks, control characters). Raises Refused."""
    if one.channel not in CHANNELS:
        raise Refused("channel", f"没有“{one.channel}”这个渠道；可用：{'、'.join(CHANNELS)}。")
    one.text, one.title = _tidy(one.text), _tidy(one.title).replace("\n", " ")
    if not one.text and not one.title:
        raise Refused("text", "内容是空的。请写一两句话：什么事、在哪里。")
    if len(one.text) > MOST_TEXT:
        raise Refused("text", f"内容有 {len(one.text):,} 个字，最多 {MOST_TEXT:,} 个；长材料请分开交，或作为附件。")
    if len(one.title) > MOST_TITLE:
        one.text, one.title = f"{one.title}\n{one.text}".strip(), one.title[: MOST_TITLE - 1] + "…"
    if not one.title:
        first = one.text.split("\n", 1)[0]
        one.title = first if len(first) <= 40 else first[:39] + "…"
    if one.outer_at and one.outer_at > at + timedelta(days=1):
        raise Refused("outer_at", f"外部时间 {one.outer_at:%Y-%m-%d} 在将来，请核对。")
    if one.procedure:
        try:
            newest(one.procedure)
        except NoEdition as none:
            raise Refused("procedure", str(none)) from none
    for name, most in (("name", 40), ("phone", 30), ("identity", 30), ("email", 120)):
        if len(one.reporter.get(name, "")) > most:
            raise Refused(name, f"最多 {most} 个字。")
    return one


def _tidy(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u3000", " ")
    if not text.isprintable():
        text = "".join(c for c in text if c == "\n" or c.isprintable() or c in "\u200d\ufe0f")
    return text.strip()
