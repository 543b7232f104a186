"""The desk of a township or a receiving office: its inbox by nearest clock, and the queue it sorts by hand."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangli.faces.access import acting, needs
from xiangli.faces.act_form import offices
from xiangli.faces.words import Names, row_clock, step_name
from xiangli.lists.lines import LINES
from xiangli.matters.models import Matter, Report
from xiangli.matters.reads.find import find
from xiangli.matters.reads.inbox import STATES, inbox
from xiangli.matters.reads.sorting import to_sort
from xiangli.parties.reads.may import may
from xiangli.policy.reads.edition import procedure
from xiangli.proof.ids import uuid7
from xiangli.web.kit.shapes import Card, Link

TONES = {"answered": "good"}


def after(request: HttpRequest) -> tuple[datetime, UUID] | None:
    """The last row of the page before, from ``?after=``; anything unreadable counts as the first page."""
    at, _sep, last = request.GET.get("after", "").rpartition("_")
    try:
        moment = datetime.fromisoformat(at)
        return (moment, UUID(last)) if moment.tzinfo else None
    except ValueError:
        return None


def later(rows: list[Matter], more: bool, **query: str) -> str:
    """The link to the page after these rows, or nothing."""
    if not more:
        return ""
    last = rows[-1]
    assert last.due_at is not None
    return "?" + urlencode({**query, "after": f"{last.due_at.isoformat()}_{last.id}"})


@needs("handle", "sort")
def desk(request: HttpRequest) -> HttpResponse:
    """The inbox."""
    if words := request.GET.get("q", "").strip():
        return search(request, words)
    state = request.GET.get("state", "all")
    state = state if state in STATES else "all"
    now, cursor = timezone.now(), after(request)
    found = inbox(actor=acting(request), at=now, state=state, after=cursor)
    labels = {
        "all": _("全部"), "mine": _("归本单位"), "late": _("已超期"), "near": _("一天内到期"), "sort": _("待分办"),
        "assigned": _("待签收"), "handling": _("办理中"), "answered": _("等评价"),
    }  # fmt: skip
    called = Names([row.place for row in found.rows], [row.owner or "" for row in found.rows])
    context = {
        "links": [Link(f"?state={name}", labels[name], found.counts[name], name == state) for name in STATES],
        "cards": [card(row, called, now) for row in found.rows],
        "earlier": f"?state={state}" if cursor else "",
        "later": later(found.rows, found.more, state=state),
        "said": "",
        "to_sort": may(acting(request), "sort") and found.counts["sort"],
        "sort_label": _("人工分办 %(n)s 件") % {"n": found.counts["sort"]},
    }
    return render(request, "faces/desk.html", context)


def search(request: HttpRequest, words: str) -> HttpResponse:
    """Matters by number, title or phone; ended ones too."""
    now, rows = timezone.now(), find(actor=acting(request), words=words)
    called = Names([row.place for row in rows], [row.owner or "" for row in rows])
    cards = [card(row, called, now) for row in rows]
    return render(request, "faces/desk.html", {"asked": words, "cards": cards})


def card(row: Matter, called: Names, now: datetime) -> Card:
    """A matter as one card of a list."""
    several = _("%(n)s 人反映") % {"n": row.reports} if row.reports > 1 else ""
    meta = [called.place(row.place), called.office(row.owner), several, row.number]
    return Card(
        f"/desk/matter/{row.id}/",
        row.title,
        meta,
        row_clock(row, procedure(row.edition), now),
        step_name(procedure(row.edition), row.step),
        TONES.get(row.step, ""),
    )


@needs("sort")
def sort(request: HttpRequest) -> HttpResponse:
    """What the platform was not sure of, with both proposals; one tap assigns."""
    cursor, now = after(request), timezone.now()
    found = to_sort(actor=acting(request), after=cursor)
    choices = [proposals(row, found.reports.get(row.id)) for row in found.rows]
    called = Names([row.place for row in found.rows], [one["office"].split(" ")[0] for some in choices for one in some])
    rows = []
    for row, some in zip(found.rows, choices, strict=True):
        report = found.reports.get(row.id)
        seen = (report.proposal or {}).get("place", {}) if report else {}
        rows.append({
            "id": row.id, "title": row.title, "words": report.text if report else "", "place": called.place(row.place),
            "said": _("地方把握 %(n)s%%：%(why)s") % {"n": seen["percent"], "why": seen["reason"]} if seen else "",
            "clock": row_clock(row, procedure(row.edition), now), "seq": row.seq,
            "choices": [{**one, "name": called.office(one["office"].split(" ")[0]), "request_id": uuid7()} for one in some],
        })  # fmt: skip
    context = {
        "rows": rows,
        "earlier": "/desk/sort/" if cursor else "",
        "later": later(found.rows, found.more),
        "said": "",
    }
    return render(request, "faces/sort.html", context)


def proposals(row: Matter, report: Report | None) -> list[dict[str, Any]]:
    """The list's owner and the model's favourite, each with how sure and why; at most three lawful offices."""
    route = (report.proposal or {}).get("route", {}) if report else {}
    options = offices(route.get("topic", ""), row.place)
    ranked = {line: place for place, line in enumerate(route.get("ranked", []))}
    by_line = {one.office.split("@")[0]: one for one in options}
    first = next((one for one in options if one.office == route.get("owner")), None)
    second = next((by_line[line] for line in ranked if line in by_line and by_line[line] is not first), None)
    out = []
    if first:
        out.append(
            {
                "office": first.value,
                "reason": _("清单：%(why)s（把握 %(n)s%%）")
                % {"why": route.get("reason", ""), "n": route.get("owner_percent", 0)},
            }
        )
    if second:
        line = LINES[second.office.split("@")[0]]
        out.append(
            {
                "office": second.value,
                "reason": _("模型：按以往办理更像%(line)s，清单 %(item)s") % {"line": line, "item": second.item},
            }
        )
    return out
