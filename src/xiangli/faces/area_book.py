"""Places by workbook: take the empty one away, hand the filled one in; all of it comes in, or no row does."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangli.faces.access import acting, needs
from xiangli.faces.area import kept
from xiangli.faces.area_forms import Book, beside_field
from xiangli.parties.reads.signature import signed
from xiangli.places.acts.bring_in_places import Brought, bring_in_places
from xiangli.places.errors import BadFile, ChangeIdReused, PlaceRefused
from xiangli.places.workbook import MOST_BYTES, template
from xiangli.web.kit.shapes import Column, Table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs("places")
def book(request: HttpRequest) -> HttpResponse:
    """The form, and after it either what came in or each wrong cell."""
    form = Book(request.POST or None, request.FILES or None)
    brought: Brought | None = None
    if request.method == "POST" and form.is_valid():
        file, actor = form.cleaned_data["file"], acting(request)
        try:
            brought = bring_in_places(
                id=form.request_uuid, content=file.read(MOST_BYTES + 1), file=file.name, within=kept(actor),
                by=signed(actor, [("places", None, None)]), at=timezone.now(),
            )  # fmt: skip
        except (BadFile, ChangeIdReused) as wrong:
            form.add_error("file", str(wrong))
        except PlaceRefused as wrong:
            beside_field(form, wrong)
    if brought is not None and not brought.errors:
        told = _("加了 %(added)s 处，记了 %(names)s 个叫法；%(held)s 处本来就有。") % {
            "added": brought.added, "names": brought.names, "held": brought.held}  # fmt: skip
        messages.add_message(request, messages.SUCCESS, told, extra_tags="good")
        return redirect("areas")
    columns = [Column(_("表")), Column(_("格")), Column(_("哪里不对"))]
    wrong_cells = [[one.sheet, one.cell, one.words] for one in brought.errors] if brought else []
    context = {"form": form, "faults": Table(_("要改的格子"), columns, wrong_cells)}
    return render(request, "faces/area_book.html", context, status=422 if form.errors or wrong_cells else 200)


@needs("places")
def empty(request: HttpRequest) -> HttpResponse:
    """The empty workbook."""
    head = {"Content-Disposition": 'attachment; filename="places.xlsx"'}
    return HttpResponse(template(), content_type=XLSX, headers=head)
