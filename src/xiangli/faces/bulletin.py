"""The month of a county for its coordinator: figures by office, two cases she chooses, and the bulletin as Word."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangli.documents.word.bulletin import Bulletin, Case, bulletin
from xiangli.documents.word.write import KIND
from xiangli.faces.access import acting, home, needs
from xiangli.faces.words import Names
from xiangli.matters.models import Entry, Matter
from xiangli.matters.reads.month import Month, OfficeMonth, month, shown
from xiangli.parties.reads.actor import Actor
from xiangli.web.kit import xlsx
from xiangli.web.kit.shapes import Column, Table

CASES = 2
CANDIDATES = 30
NOTES = (
    "注：件数取自办理记录，一件事在一个单位只计一次；“按期”指答复前没有超期；“重办”指群众反映没解决或有新情况再办的次数；"
    "申诉剔除的件数单列，原始件数不改。",
    "单位按职责清单的次序排列，乡镇按代码排列；本表只说明情况，不排名次。",
)


@needs("sort")
def page(request: HttpRequest) -> HttpResponse:
    """The figures, the cases to choose from; ``?as=docx`` gives the Word file, ``?as=xlsx`` the table."""
    actor, now = acting(request), timezone.now()
    first = asked(request, now.date())
    found = month(actor=actor, place=place_of(actor), first=first)
    rows = shown(found.offices)
    called = Names([place_of(actor), *(row.place for row in found.answered[:CANDIDATES])], [one.office for one in rows])
    table = offices(rows, called)
    if request.GET.get("as") == "xlsx":
        return xlsx.answer(table, f"{first:%Y%m}办理情况")
    chosen = picked(request, found)
    if request.GET.get("as") == "docx":
        return word(found, table, chosen, called.place(place_of(actor)), first)
    context: dict[str, Any] = {
        "month": f"{first:%Y-%m}", "table": table, "whole": totals(found),
        "candidates": [
            {"id": row.id, "title": row.title, "place": called.place(row.place), "chosen": row in chosen}
            for row in found.answered[:CANDIDATES]
        ],
        "sheet": f"?month={first:%Y-%m}&as=xlsx", "any": bool(rows), "home": home(actor),
    }  # fmt: skip
    return render(request, "faces/bulletin.html", context)


def place_of(actor: Actor) -> str:
    """The county or township she sorts for: her first post's."""
    return next((place[:9] for hat in actor.hats if "sort" in hat.acts for place in hat.places), "")


def asked(request: HttpRequest, today: date) -> date:
    """The first day of the month asked for; the running month when none or nonsense is."""
    year, _sep, number = request.GET.get("month", "").partition("-")
    try:
        return date(int(year), int(number), 1)
    except ValueError:
        return today.replace(day=1)


def picked(request: HttpRequest, found: Month) -> list[Matter]:
    """The cases she ticked, at most two, and only ones of this month."""
    wanted = []
    for value in request.GET.getlist("case"):
        try:
            wanted.append(UUID(value))
        except ValueError:
            continue
    return [row for row in found.answered if row.id in wanted][:CASES]


def offices(rows: list[OfficeMonth], called: Names) -> Table:
    """A line an office, in the order of the duty list."""
    heads = [_("单位"), _("交办"), _("答复"), _("按期"), _("超期"), _("重办"), _("解决 / 剔除")]
    columns = [Column(head, n > 0) for n, head in enumerate(heads)]
    return Table(_("各单位办理情况（按职责清单次序，不排名次）"), columns, [
        [called.office(one.office), len(one.given), len(one.answered), one.in_time, len(one.late), one.again,
         f"{len(one.solved)} / {len(one.excluded)}"]
        for one in rows
    ])  # fmt: skip


def totals(found: Month) -> list[tuple[object, object]]:
    """The county's sums."""
    whole = found.whole
    return [
        (_("收到"), found.opened), (_("答复"), len(whole.answered)), (_("按期"), whole.in_time), (_("超期"), len(whole.late)),
        (_("重办（次）"), whole.again), (_("群众说解决了"), len(whole.solved)),
    ]  # fmt: skip


def word(found: Month, table: Table, chosen: list[Matter], place: str, first: date) -> HttpResponse:
    """The Word file."""
    told = Bulletin(
        issuer=f"{place}群众诉求办理情况",
        title=f"关于{first.year}年{first.month}月群众诉求办理情况的通报",
        opening=f"{first.year}年{first.month}月，{place}共收到群众诉求{found.opened}件，答复{len(found.whole.answered)}件。",
        whole=([str(head) for head, _n in totals(found)], [[str(n) for _h, n in totals(found)]]),
        offices=([column.head for column in table.columns], [[str(cell) for cell in row] for row in table.rows]),
        notes=NOTES,
        cases=[case(row) for row in chosen],
        signed=(place, f"{first.year}年{first.month}月"),
    )
    name = f"{first:%Y%m}-tongbao.docx"
    made = bulletin(told, at=timezone.now())
    return HttpResponse(made, content_type=KIND, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def case(row: Matter) -> Case:
    """What happened with one matter, from its entries: the days, who had it, the answers, what the reporter said."""
    entries = list(Entry.objects.filter(county=row.county, matter=row.id).order_by("seq"))
    called = Names([row.place], [str(entry.data.get("owner", "")) for entry in entries])
    story = []
    for entry in entries:
        day = f"{entry.at.astimezone():%-m月%-d日}"
        if entry.verb == "open":
            story.append(f"{day}，{called.place(row.place)}群众反映：{row.title}。")
        elif entry.verb in ("assign", "transfer", "rule") and entry.data.get("owner"):
            story.append(f"{day}，交{called.office(str(entry.data['owner']))}办理。")
        elif entry.verb == "answer":
            story.append(f"{day}，答复：{entry.data.get('answer', '')}")
        elif entry.verb == "rate":
            story.append(f"{day}，反映人说：{'解决了' if entry.data.get('solved') == 'yes' else '没解决'}。")
    return Case(row.title, story)
