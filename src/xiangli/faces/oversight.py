"""Oversight: is the ledger whole, who opened sealed data, what is late. No ranking of offices or people."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangli.faces.access import acting, needs, public
from xiangli.faces.words import Names
from xiangli.ledger.reads.published import latest
from xiangli.ledger.reads.state import CountyState, state
from xiangli.matters.reads.late import late
from xiangli.vault.reads.openings import recent
from xiangli.web.kit.shapes import Column, Link, Table
from xiangli.web.kit.tags import when

FIRST = 8
"""Openings shown at first; the rest is one tap away, so that what is late stays in sight."""


@needs("oversee")
def oversight(request: HttpRequest) -> HttpResponse:
    """The page."""
    actor, now = acting(request), timezone.now()
    mine = {place[:6] for hat in actor.hats if "oversee" in hat.acts for place in hat.places}
    counties = [one for one in state() if any(one.county.startswith(place) for place in mine)]
    opened = [(one, odd) for one, odd in recent(at=now) if any(one.county.startswith(place) for place in mine)]
    wanted = request.GET.get("openings", "first")
    shown = [(one, odd) for one, odd in opened if odd or wanted != "odd"]
    if wanted == "first":
        shown = shown[:FIRST]
    overdue = late(actor=actor, at=now)
    called = Names(
        [one.county for one in counties] + [row.place for row in overdue], [row.owner or "" for row in overdue]
    )
    context = {
        "ledger": ledger(counties, called),
        "openings": Table(
            _("近九十天，看着不寻常的在前"),
            [Column(_("时间")), Column(_("谁")), Column(_("用途")), Column(_("哪件事")), Column(_("不寻常"))],
            [
                [when(one.at), one.actor, one.purpose, Link(f"/desk/matter/{one.matter}/", _("打开那件事")), odd or "—"]
                for one, odd in shown
            ],
        ),
        "links": [
            Link("?openings=all", _("全部"), len(opened), wanted == "all"),
            Link("?openings=odd", _("不寻常的"), sum(1 for _one, odd in opened if odd), wanted == "odd"),
        ],
        "late": Table(
            _("按到期先后"),
            [Column(_("事项")), Column(_("地方")), Column(_("现在归")), Column(_("应于"))],
            [
                [
                    Link(f"/desk/matter/{row.id}/", row.title),
                    called.place(row.place),
                    called.office(row.owner),
                    when(row.due_at),
                ]
                for row in overdue
            ],
        ),
    }
    return render(request, "faces/oversight.html", context)


def ledger(counties: list[CountyState], called: Names) -> Table:
    """Each county's tree: leaves, root, how many wait, the newest signed root to take away."""
    columns = [
        Column(_("县")),
        Column(_("叶数"), True),
        Column(_("待入树"), True),
        Column(_("树根")),
        Column(_("签名时间")),
        Column(_("签名的树根")),
    ]
    rows = []
    for one in counties:
        take = Link(f"/ledger/{one.county}/checkpoint", _("下载")) if one.signed_at else "—"
        rows.append(
            [
                called.place(one.county),
                one.size,
                one.waiting,
                one.root[:16] + "…" if one.root else "—",
                when(one.signed_at) or "—",
                take,
            ]
        )
    return Table(_("各县账本"), columns, rows)


@public
def checkpoint(request: HttpRequest, county: str) -> HttpResponse:
    """A county's newest signed root (C2SP tlog-checkpoint), for anybody."""
    found = latest(county=county)
    if found is None:
        raise Http404
    return HttpResponse(
        found.note,
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="{county}.checkpoint"'},
    )
