"""A list of matters, the same wherever one stands: cards, a workbook of the same rows, the link to the next page."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from xiangli.faces.narrowing import CHANNELS
from xiangli.faces.words import Names, row_clock, step_name
from xiangli.lists.edition import topics
from xiangli.matters.models import Matter
from xiangli.matters.reads.ways_in import ways_in
from xiangli.policy.reads.edition import procedure
from xiangli.web.kit.shapes import Card, Column, Table

TONES = {"answered": "good"}
SHEET_ROWS = 2000
"""Rows of a list that a workbook takes at most; it says so when there are more."""


def cursor(request: HttpRequest) -> tuple[datetime, UUID] | None:
    """The last row of the page before, from ``?after=``; anything unreadable counts as the first page."""
    at, _sep, last = request.GET.get("after", "").rpartition("_")
    try:
        moment = datetime.fromisoformat(at)
        return (moment, UUID(last)) if moment.tzinfo else None
    except ValueError:
        return None


def kept(request: HttpRequest, *drop: str) -> dict[str, str]:
    """What the address asks for, without ``drop`` and without what was left empty."""
    return {name: str(value) for name, value in request.GET.items() if value and name not in drop}


def link(**query: str) -> str:
    """An address of the same page with this query."""
    return "?" + urlencode(query)


def later(rows: Sequence[Matter], more: bool, by: str, query: dict[str, str]) -> str:
    """The link to the page after these rows (ordered ``by`` a moment), or nothing."""
    if not more:
        return ""
    return link(**query, after=f"{getattr(rows[-1], by).isoformat()}_{rows[-1].id}")


def cards(rows: Sequence[Matter], now: datetime, *, picks: bool = False) -> list[Card]:
    """The rows as cards; four statements, however many rows."""
    called = Names([row.place for row in rows], [row.owner or "" for row in rows])
    came = ways_in(rows)
    return [card(row, called, now, came.get(row.id, ""), picks) for row in rows]


def card(row: Matter, called: Names, now: datetime, channel: str = "", pick: bool = False) -> Card:
    """A matter as one card: the nearer of its clocks, the other beside it in small type."""
    p = procedure(row.edition)
    clock = row_clock(row, p, now)
    several = _("%(n)s 人反映") % {"n": row.reports} if row.reports > 1 else ""
    way = str(CHANNELS.get(channel, channel))
    meta = [way, called.place(row.place), called.office(row.owner), several, second_clock(row, clock.at), row.number]
    return Card(
        f"/desk/matter/{row.id}/", row.title, meta, clock, step_name(p, row.step), TONES.get(row.step, ""),
        f"{row.id}:{row.seq}" if pick else "",
    )  # fmt: skip


def second_clock(row: Matter, shown: datetime | None) -> str:
    """The clock that is not the nearer one, in words."""
    if row.ended_at or not row.outer_due or not row.due_at:
        return ""
    ours = row.outer_due == shown
    other = row.due_at if ours else row.outer_due
    said = _("本系统时限 %(at)s") if ours else _("上级时限 %(at)s")
    return said % {"at": f"{other.astimezone():%m-%d %H:%M}"}


def sheet(rows: Sequence[Matter], caption: str, now: datetime) -> Table:
    """The rows as a table for a workbook."""
    called = Names([row.place for row in rows], [row.owner or "" for row in rows])
    came = ways_in(rows)
    heads = [
        _("编号"), _("标题"), _("环节"), _("事项类别"), _("地方"), _("现在归"), _("从哪里来"), _("反映人数"), _("收到"), _("本系统时限"),
        _("上级时限"), _("时限情况"), _("办结"),
    ]  # fmt: skip
    body = []
    for row in rows:
        p = procedure(row.edition)
        topic = topics().get(row.topic)
        body.append([
            row.number, row.title, step_name(p, row.step), topic.zh if topic else "", called.place(row.place),
            called.office(row.owner), str(CHANNELS.get(came.get(row.id, ""), "")), row.reports, row.opened_at, row.due_at,
            row.outer_due, row_clock(row, p, now).state_name, row.ended_at,
        ])  # fmt: skip
    return Table(caption, [Column(head) for head in heads], body)
