"""Staff by workbook: take it away filled, hand it in marked, look it through, then carry it out whole."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from xiangli.faces.access import acting, needs
from xiangli.faces.forms import REQUIRED, Once
from xiangli.faces.rights import said
from xiangli.parties.acts.carry_out_sheet import carry_out_sheet, keep_sheet
from xiangli.parties.errors import NotFound, PartyError
from xiangli.parties.models import StaffSheet
from xiangli.parties.reads.staff_book import staff_book
from xiangli.parties.reads.staff_sheets import staff_sheet
from xiangli.parties.workbook import MOST_BYTES, BadBook
from xiangli.web.kit.shapes import Column, Table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Sheet(Once):
    """The workbook."""

    file = forms.FileField(label=gettext_lazy("人员表（XLSX）"), error_messages=REQUIRED)


@needs("administer")
def upload(request: HttpRequest) -> HttpResponse:
    """Hand one in; nothing is done before it has been looked through."""
    form = Sheet(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kept = keep_sheet(
                id=form.request_uuid, name=file.name, content=file.read(MOST_BYTES + 1), by=acting(request),
                at=timezone.now(), on=timezone.localdate(),
            )  # fmt: skip
            return redirect("staff-sheet", kept.id)
        except (BadBook, PartyError) as wrong:
            form.add_error("file", str(wrong))
    return render(request, "faces/staff_upload.html", {"form": form}, status=422 if form.errors else 200)


@needs("administer")
def sheet(request: HttpRequest, id: UUID) -> HttpResponse:
    """What it would do, or what is wrong in which cell; afterwards what was done."""
    return page(request, mine(request, id))


@require_POST
@needs("administer")
def carry_out(request: HttpRequest, id: UUID) -> HttpResponse:
    """Do it all, or nothing; passwords of the new are shown on this page only."""
    found = mine(request, id)
    try:
        done = carry_out_sheet(id=id, by=acting(request), at=timezone.now())
    except PartyError as wrong:
        return page(request, found, wrong=str(wrong), status=422)
    if not done.passwords:
        return redirect("staff-sheet", id)
    waiting = any(row.get("waiting") for row in done.sheet.outcome)
    return render(
        request, "faces/handed.html", {"rows": done.passwords, "waiting": waiting, "back": f"/staff/sheet/{id}/"}
    )


@needs("administer")
def book(request: HttpRequest) -> HttpResponse:
    """Everybody of her places as a workbook in the same columns."""
    today = timezone.localdate()
    content = staff_book(actor=acting(request), on=today)
    return HttpResponse(
        content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="staff-{today}.xlsx"'}
    )


def mine(request: HttpRequest, id: UUID) -> StaffSheet:
    """Her own sheet, or 404."""
    try:
        return staff_sheet(actor=acting(request), id=id)
    except NotFound as none:
        raise Http404(str(none)) from none


def page(request: HttpRequest, found: StaffSheet, *, wrong: str = "", status: int = 200) -> HttpResponse:
    """The page of one sheet."""
    counted = found.outcome[0] if found.outcome else {}
    wait = {(row["sheet"], row["row"]): row["waiting"] for row in found.outcome[1:]}
    context = {
        "found": found, "wrong": wrong, "same": counted.get("same", 0), "unmarked": counted.get("unmarked", 0),
        "faults": Table(
            _("要改的格子"), [Column(_("表")), Column(_("格")), Column(_("哪里不对"))],
            [[one["sheet"], one["cell"], one["words"]] for one in found.faults],
        ),
        "steps": Table(
            _("办了这些") if found.done_at else _("将要这样办"),
            [Column(_("行"), True), Column(_("变动")), Column(_("谁")), Column(_("到哪里、做什么")), Column(_("从哪天")), Column(_("等第二个人同意"))],
            [step(one, wait) for one in found.lines],
        ),
    }  # fmt: skip
    return render(request, "faces/staff_sheet.html", context, status=status)


def step(one: dict[str, Any], wait: dict[tuple[str, int], str]) -> list[object]:
    """One row of the sheet in words."""
    where = f"{one['office']} · {one['post']}" if one.get("post") else one["office"]
    when = one.get("since") or _("%(day)s 为止") % {"day": one.get("last_day", "")}
    strong = wait.get((one["sheet"], one["row"]), said(one["strong"]))
    return [one["row"], one["change"], f"{one['name']}（{one['username']}）", where, when, strong or "—"]
