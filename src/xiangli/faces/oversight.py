"""Oversight: is the ledger whole, who opened sealed data, what is late. No ranking of offices or people."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangli.faces.access import acting, needs
from xiangli.faces.words import Names
from xiangli.ledger.reads.state import CountyState, state
from xiangli.matters.models import Matter
from xiangli.matters.reads.askings import waiting
from xiangli.matters.reads.late import late
from xiangli.vault.models import Opening
from xiangli.vault.reads.openings import recent
from xiangli.web.kit import xlsx
from xiangli.web.kit.shapes import Column, Figure, Link, Table
from xiangli.web.kit.tags import when

FIRST = 8
"""Openings shown at first; the rest is one tap away, so that what is late stays in sight."""


@needs("oversee")
def oversight(request: HttpRequest) -> HttpResponse:
    """Odd openings first with the purpose beside each, then what is late, then the ledger."""
    actor, now = acting(request), timezone.now()
    mine = {place[:6] for hat in actor.hats if "oversee" in hat.acts for place in hat.places}
    counties = [one for one in state() if any(one.county.startswith(place) for place in mine)]
    opened = recent(at=now, counties=[one.county for one in counties])
    wanted = request.GET.get("openings", "first")
    shown = [(one, odd) for one, odd in opened if odd or wanted != "odd"]
    overdue = late(actor=actor, at=now)
    called = Names(
        [one.county for one in counties] + [row.place for row in overdue], [row.owner or "" for row in overdue]
    )
    tables = {"openings": openings(shown if wanted != "first" else shown[:FIRST]), "late": lateness(overdue, called)}
    if (sheet := request.GET.get("as", "")) in ("openings", "late"):
        return xlsx.answer(openings(shown) if sheet == "openings" else tables["late"], tables[sheet].caption)
    odd = sum(1 for _one, why in opened if why)
    context = {
        **tables, "ledger": ledger(counties, called),
        "figures": [
            Figure(_("看着不寻常的打开"), odd, "?openings=odd", "near" if odd else ""),
            Figure(_("超期未办"), len(overdue), "#late", "late" if overdue else ""),
            Figure(_("等着裁定的申诉"), waiting(actor=actor)["appeal"], "/desk/appeals/"),
        ],
        "links": [
            Link("?openings=all", _("全部"), len(opened), wanted == "all"),
            Link("?openings=odd", _("不寻常的"), odd, wanted == "odd"),
        ],
    }  # fmt: skip
    return render(request, "faces/oversight.html", context)


def openings(shown: list[tuple[Opening, str]]) -> Table:
    """Who opened whose sealed data, why it looks odd, and the purpose she gave."""
    heads = [_("不寻常"), _("用途"), _("谁"), _("时间"), _("哪件事")]
    rows = [
        [
            odd or "—", one.purpose, one.actor, when(one.at),
            Link(f"/desk/matter/{one.matter}/", _("打开那件事")) if one.matter else _("一户人家"),
        ]
        for one, odd in shown
    ]  # fmt: skip
    return Table(_("近九十天，看着不寻常的在前"), [Column(head) for head in heads], rows)


def lateness(overdue: list[Matter], called: Names) -> Table:
    """What is past its time, longest waiting first."""
    heads = [_("事项"), _("地方"), _("现在归"), _("应于")]
    rows = [
        [
            Link(f"/desk/matter/{row.id}/", row.title),
            called.place(row.place),
            called.office(row.owner),
            when(row.due_at),
        ]
        for row in overdue
    ]
    return Table(_("按到期先后"), [Column(head) for head in heads], rows)


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
