"""The queue a desk sorts by hand: what the platform was not sure of, with both proposals; one tap assigns."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangli.faces.access import acting, needs
from xiangli.faces.act_form import offices
from xiangli.faces.listing import cursor, later
from xiangli.faces.words import Names, row_clock
from xiangli.lists.lines import LINES
from xiangli.matters.models import Matter, Report
from xiangli.matters.reads.sorting import to_sort
from xiangli.policy.reads.edition import procedure
from xiangli.proof.ids import uuid7


@needs("sort")
def sort(request: HttpRequest) -> HttpResponse:
    """The queue, nearest clock first."""
    after, now = cursor(request), timezone.now()
    found = to_sort(actor=acting(request), after=after)
    choices = [proposals(row, found.reports.get(row.id)) if one_tap(row) else [] for row in found.rows]
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
        "earlier": "/desk/sort/" if after else "",
        "later": later(found.rows, found.more, "due_at", {}),
        "said": "",
    }
    return render(request, "faces/sort.html", context)


def one_tap(row: Matter) -> bool:
    """Whether an office and its item are all that passing it on asks for; a petition's kind is a person's to say."""
    act = procedure(row.edition).acts(row.step).get("assign")
    return act is not None and set(act.needs) <= {"owner", "item"}


def proposals(row: Matter, report: Report | None) -> list[dict[str, Any]]:
    """The list's owner and the model's favourite, each with how sure and why; at most two lawful offices."""
    route = (report.proposal or {}).get("route", {}) if report else {}
    options = offices(route.get("topic", ""), row.place)
    ranked = {line: place for place, line in enumerate(route.get("ranked", []))}
    by_line = {one.office.split("@")[0]: one for one in options}
    first = next((one for one in options if one.office == route.get("owner")), None)
    second = next((by_line[line] for line in ranked if line in by_line and by_line[line] is not first), None)
    out = []
    if first:
        why = {"why": route.get("reason", ""), "n": route.get("owner_percent", 0)}
        out.append({"office": first.value, "reason": _("清单：%(why)s（把握 %(n)s%%）") % why})
    if second:
        why = {"line": LINES[second.office.split("@")[0]], "item": second.item}
        out.append({"office": second.value, "reason": _("模型：按以往办理更像%(line)s，清单 %(item)s") % why})
    return out
