"""The coordinator's pages: what waits for a person's decision, quarrels with both grounds and the list, extensions."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangli.faces.access import acting, home, needs
from xiangli.faces.act_form import act_form, offices
from xiangli.faces.doors import doors
from xiangli.faces.listing import cards
from xiangli.faces.words import Names, row_clock, step_name
from xiangli.intake.reads.pairs import waiting as pairs
from xiangli.law.language import NotAllowed
from xiangli.lists.edition import duties, topics
from xiangli.lists.lines import LINES
from xiangli.lists.reads.owner_of import Owner, lawful
from xiangli.matters.models import Matter
from xiangli.matters.reads.askings import askings, waiting
from xiangli.matters.reads.day import behind, day
from xiangli.matters.reads.inbox import inbox
from xiangli.matters.reads.quarrels import GIVEN, Quarrel, quarrels
from xiangli.matters.words import VERBS
from xiangli.policy.reads.edition import procedure
from xiangli.web.kit.shapes import Column, Figure, Table

SHOWN_LATE = 8


@needs("sort")
def board(request: HttpRequest) -> HttpResponse:
    """What waits, each figure a door; below it what is late, the handler named, nobody ranked."""
    actor, now = acting(request), timezone.now()
    counts, waits = day(actor=actor, at=now, acts=("sort",)).figures, waiting(actor=actor)
    unsorted = inbox(actor=actor, at=now, state="sort", limit=1).counts["sort"]
    context = {
        "figures": [
            Figure(_("待分办"), unsorted, "/desk/sort/"),
            Figure(_("归属有异议"), waits["disputed"], "/desk/quarrels/"),
            Figure(_("像是同一件事"), len(pairs(actor=actor)), "/desk/beside/"),
            Figure(_("申请延期"), waits["extension"], "/desk/extensions/"),
            Figure(_("申诉剔除"), waits["appeal"], "/desk/appeals/"),
            Figure(_("已超期"), counts["late"], "/desk/?state=late", "late" if counts["late"] else ""),
            Figure(_("一天内到期"), counts["near"], "/desk/?state=near", "near" if counts["near"] else ""),
        ],
        "today": [Figure(_("今日收到"), counts["new"]), Figure(_("今日办结"), counts["ended"]), Figure(_("在办"), counts["open"])],
        "late": cards(behind(actor=actor, at=now, figure="late", limit=SHOWN_LATE), now),
        "doors": doors(actor, "quarrels", "extensions", "beside"),
    }  # fmt: skip
    return render(request, "faces/board.html", context)


@needs("sort")
def quarrel_page(request: HttpRequest) -> HttpResponse:
    """Every quarrel on one screen: both grounds, the list's items for the topic, earlier rulings, the form to rule."""
    now, found = timezone.now(), quarrels(actor=acting(request))
    names = [ground.office for one in found for ground in one.grounds]
    names += [ruling.owner for one in found for ruling in one.rulings]
    lists = {one.matter.id: lawful(one.matter.topic, one.matter.place) for one in found}
    names += [owner.office for owners in lists.values() for owner in owners]
    called = Names([one.matter.place for one in found], [*names, *(one.matter.owner or "" for one in found)])
    rows = [quarrel(one, lists[one.matter.id], called, now) for one in found]
    return render(request, "faces/quarrels.html", {"rows": rows, "home": home(acting(request))})


def quarrel(one: Quarrel, owners: tuple[Owner, ...], called: Names, now: Any) -> dict[str, Any]:
    """One quarrel as shown."""
    row = one.matter
    p = procedure(row.edition)
    topic = topics().get(row.topic)
    verb = "rule" if row.step == "disputed" else "assign"
    return {
        "id": row.id, "title": row.title, "number": row.number, "seq": row.seq, "place": called.place(row.place),
        "step": step_name(p, row.step), "clock": row_clock(row, p, now), "topic": topic.zh if topic else _("未归类"),
        "grounds": [
            {
                "who": called.office(ground.office), "verb": VERBS[ground.verb],
                "words": ground.words or _("按职责清单交给它。"), "gives": ground.verb in GIVEN,
                "item": item_said(ground.item), "at": ground.entry.at, "by": ground.entry.actor,
            }
            for ground in one.grounds
        ],
        "list": Table(
            _("职责清单上这类事归谁"), [Column(_("清单事项")), Column(_("单位")), Column(_("依据")), Column(_("协办"))],
            [[o.item, called.office(o.office), o.basis, "、".join(LINES[line] for line in o.assist) or "—"] for o in owners],
        ),
        "rulings": [
            {"owner": called.office(old.owner), "item": old.item, "ground": old.ground, "at": old.at} for old in one.rulings
        ],
        "verb": verb, "verb_name": VERBS[verb], "form": ruling_form(row, verb),
    }  # fmt: skip


def ruling_form(row: Matter, verb: str) -> Any:
    """The form that settles it, or nothing where the procedure has no such act."""
    p = procedure(row.edition)
    try:
        return act_form(p, row.step, verb, chooseable=offices(row.topic, row.place), only=("note",))
    except NotAllowed:
        return None


def item_said(number: str) -> str:
    """An item of the duty list in words: its number and what it is about."""
    item = next((one for one in duties().items if one.number == number), None)
    topic = topics().get(item.topic) if item else None
    return f"{number}（{topic.zh}，{LINES[item.line]}）" if item and topic else number


@needs("sort")
def extensions(request: HttpRequest) -> HttpResponse:
    """Extensions asked for: the ground beside the clock; a person grants or refuses."""
    return asked(request, "extension", ("extend_grant", "extend_refuse"), _("申请延期"), _("没有等着的延期申请"))


@needs("sort", "oversee")
def appeals(request: HttpRequest) -> HttpResponse:
    """Appeals to be left out of the count: two people decide, one after the other; raw figures stay."""
    return asked(request, "appeal", ("appeal_rule",), _("申诉剔除"), _("没有等着的申诉"))


def asked(request: HttpRequest, asks: str, verbs: tuple[str, ...], title: str, nothing: str) -> HttpResponse:
    """The page of what was asked, with the forms that decide."""
    now, found = timezone.now(), askings(actor=acting(request), asks=asks)
    called = Names([one.matter.place for one in found], [one.matter.owner or "" for one in found])
    rows = []
    for one in found:
        row = one.matter
        p = procedure(row.edition)
        forms = [
            {"verb": verb, "name": VERBS[verb], "form": act_form(p, row.step, verb)}
            for verb in verbs
            if verb in p.acts(row.step)
        ]
        rows.append({
            "id": row.id, "title": row.title, "number": row.number, "seq": row.seq, "place": called.place(row.place),
            "owner": called.office(row.owner), "clock": row_clock(row, p, now), "forms": forms,
            "ground": one.entry.data.get("ground", "") if one.entry else "", "by": one.entry.actor if one.entry else "",
            "at": one.entry.at if one.entry else None,
        })  # fmt: skip
    return render(
        request,
        "faces/asked.html",
        {"rows": rows, "title": title, "nothing": nothing, "back": request.path, "home": home(acting(request))},
    )
