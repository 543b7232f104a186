"""What a field of an outer system is filled from: one matter, one of its reports, and what its entries say."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from xiangli.bridge.models import OuterTicket
from xiangli.lists.edition import duties, topics
from xiangli.matters.models import Entry, Matter, Report
from xiangli.matters.names import Names

_SHANGHAI = ZoneInfo("Asia/Shanghai")
CHANNELS = {
    "page": "网上", "chat": "网上（微信）", "phone": "电话", "desk": "走访", "api": "网上", "import": "转来", "paper": "来信", "mail": "网上（邮件）", "open311": "网上",
}  # fmt: skip
SOLVED = {"yes": "已解决", "no": "未解决"}


def moment(at: datetime | None) -> str:
    """As outer systems take it: ``2026-11-24 09:30``; empty for none."""
    return at.astimezone(_SHANGHAI).strftime("%Y-%m-%d %H:%M") if at else ""


def values(
    *,
    matter: Matter,
    report: Report,
    entries: list[Entry],
    ticket: OuterTicket | None,
    called: Names,
    opened: Mapping[str, str],
) -> dict[str, str]:
    """Text by source (``bridge.edition.SOURCES``); what is not known yet is empty. ``opened``: sealed values, if opened."""
    last = {entry.verb: entry for entry in entries}  # the last of each verb
    answered = next((entry for entry in reversed(entries) if entry.data.get("answer")), None)
    accepted, rated = last.get("accept"), last.get("rate")
    topic = topics().get(matter.topic)
    item = next((one for one in duties().items if one.number == matter.item), None)
    return {
        "outer_id": report.outer_id,
        "outer_at": moment(report.outer_at),
        "outer_due": moment(ticket.outer_due if ticket else matter.outer_due),
        "number": matter.number,
        "title": report.title,
        "text": report.text or report.title,
        "place": called.place(report.place),
        "topic": topic.zh if topic else "",
        "owner": called.office(matter.owner),
        "item": matter.item,
        "basis": f"{item.number} {item.basis}" if item else matter.item,
        "step": matter.step,
        "received_at": moment(report.outer_at or report.received_at),
        "accepted_at": moment(accepted.at if accepted else None),
        "answer": str(answered.data.get("answer", "")) if answered else "",
        "answered_at": moment(answered.at if answered else None),
        "answered_by": answered.actor if answered else "",
        "ended_at": moment(matter.ended_at),
        "outcome": str(last["end"].data.get("note", "")) if "end" in last else "",
        "solved": SOLVED.get(str(rated.data.get("solved", "")), "") if rated else "",
        "reports": str(matter.reports),
        "channel": CHANNELS.get(report.channel, report.channel),
        "name": opened.get("name", ""),
        "phone": opened.get("phone", ""),
        "identity": opened.get("identity", ""),
    }
