"""Filing: one matter's folder as a ZIP, and what is to be filed for a year."""

from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid5

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xiangli.archive.reads.folder import Folder, folder, zipped
from xiangli.archive.reads.year import Filed, to_file
from xiangli.archive.rules import TERMS, rules
from xiangli.archive.yearly import yearly
from xiangli.faces.access import acting, needs
from xiangli.faces.forms import Once
from xiangli.faces.listing import cursor, later
from xiangli.faces.matter import look
from xiangli.matters.acts.unseal import unseal
from xiangli.matters.errors import ActError, Forbidden
from xiangli.matters.names import Names
from xiangli.matters.reads.one import Whole
from xiangli.web.kit.shapes import Column, Link, Table
from xiangli.web.kit.tags import when
from xiangli.web.kit.xlsx import KIND as SHEET

CATALOGUE = 5000
"""Matters that one catalogue of the page holds; ``xiangli archive year`` has no such bound."""


class Filing(Once):
    """Why names and numbers are put into the file; without a purpose the file leaves them blank."""

    purpose = forms.CharField(
        label=gettext_lazy("要带上姓名电话，写明用途"), required=False, min_length=4, max_length=200,
        help_text=gettext_lazy("会记录在案，反映人看得到。不写，就留空。"),
        error_messages={"min_length": gettext_lazy("理由太短，写清楚为什么要看。")},
    )  # fmt: skip


@needs("handle", "sort", "oversee")
def matter_folder(request: HttpRequest, id: UUID) -> HttpResponse:
    """The catalogue on screen, and the way to the ZIP, with names for a purpose."""
    whole = look(request, id)
    form = Filing(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            values = opened(request, whole, form)
        except Forbidden as wrong:
            raise PermissionDenied(str(wrong)) from wrong
        except ActError as wrong:
            form.add_error("purpose", str(wrong))
        else:
            return packed(folder(look(request, id) if values else whole, open_sealed=lambda _sheet: values))
    made = folder(whole)
    rows = [[str(one.row.number), one.row.paper_number, one.row.title, one.row.date] for one in made.pieces]
    context: dict[str, Any] = {
        "form": form, "matter": whole.matter, "id": id, "sealed": any(report.reporter for report in whole.reports),
        "pairs": [
            (_("归档号"), made.code), (_("保管期限"), TERMS[made.kept.term][0]), (_("归档范围"), made.kept.what),
            (_("依据"), made.rule.where), (_("件数"), len(made.pieces)),
        ],
        "table": Table(_("卷内目录"), [Column(_("件号"), True), Column(_("文号")), Column(_("题名")), Column(_("日期"))], rows),
    }  # fmt: skip
    return render(request, "faces/folder.html", context, status=422 if form.errors else 200)


def opened(request: HttpRequest, whole: Whole, form: Filing) -> dict[str, str]:
    """The first reporter's sealed values, opened for the purpose given; none without one."""
    purpose = form.cleaned_data.get("purpose", "")
    told = [report for report in whole.reports if report.reporter]
    if not purpose or not told:
        return {}
    return unseal(
        report=told[0].id, purpose=purpose, by=acting(request), at=timezone.now(),
        request=uuid5(form.request_uuid, str(told[0].id)),
    )  # fmt: skip


def packed(made: Folder) -> HttpResponse:
    """The ZIP as a download."""
    name = quote(f"{made.code}.zip")
    return HttpResponse(
        zipped(made), content_type="application/zip",
        headers={"Content-Disposition": f"attachment; filename=\"{name}\"", "Cache-Control": "no-store"},
    )  # fmt: skip


@needs("handle", "sort", "oversee")
def year(request: HttpRequest) -> HttpResponse:
    """What ended in a year, with its term; the year's catalogue as a workbook."""
    now = timezone.localtime(timezone.now())
    asked = request.GET.get("year", "")
    wanted = int(asked) if asked.isdecimal() and 2000 <= int(asked) <= now.year else now.year
    actor = acting(request)
    if request.GET.get("as") == "xlsx":
        filed, more = to_file(actor=actor, year=wanted, limit=CATALOGUE)
        return catalogue(wanted, filed)
    filed, more = to_file(actor=actor, year=wanted, after=cursor(request))
    called = Names([], [one.matter.owner or "" for one in filed])
    table = Table(
        _("按办结先后"),
        [Column(_("题名")), Column(_("承办单位")), Column(_("办结")), Column(_("保管期限")), Column(_("归档范围"))],
        [
            [
                Link(f"/desk/matter/{one.matter.id}/folder/", one.matter.title), called.office(one.matter.owner),
                when(one.matter.ended_at), TERMS[one.kept.term][0], one.kept.what,
            ]
            for one in filed
        ],
    )  # fmt: skip
    context = {
        "year": wanted, "table": table, "any": bool(filed),
        "years": [Link(f"?year={n}", str(n), current=n == wanted) for n in range(now.year, now.year - 3, -1)],
        "later": later([one.matter for one in filed], more, "ended_at", {"year": str(wanted)}),
        "sheet": f"?year={wanted}&as=xlsx", "rules": [(rule.name, rule.where) for rule in rules().rules],
    }  # fmt: skip
    return render(request, "faces/archive.html", context)


def catalogue(wanted: int, filed: list[Filed]) -> HttpResponse:
    """The year's catalogue as a download."""
    name = quote(f"{wanted}年归档文件目录.xlsx")
    disposition = f"attachment; filename=\"catalogue.xlsx\"; filename*=UTF-8''{name}"
    return HttpResponse(yearly(wanted, filed), content_type=SHEET, headers={"Content-Disposition": disposition})
