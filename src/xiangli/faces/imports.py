"""Bringing in a whole file: upload, progress, and the rows that did not come in with their reasons."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangli.faces.access import acting, needs
from xiangli.faces.forms import Upload
from xiangli.intake.acts.begin_batch import WrongKind, begin_batch
from xiangli.intake.models import Batch, RefusedRow
from xiangli.intake.reads.batches import NoSuchBatch, batches, refusals
from xiangli.intake.reads.batches import batch as one_batch
from xiangli.parties.reads.signature import signed
from xiangli.web.kit.shapes import Column, Link, Table
from xiangli.web.kit.tags import when


@needs("import")
def imports(request: HttpRequest) -> HttpResponse:
    """The upload form and what was brought in before."""
    actor = acting(request)
    form = Upload(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        place = next((place for hat in actor.hats if "import" in hat.acts for place in hat.places), "")
        if not place:
            raise PermissionDenied
        file = form.cleaned_data["file"]
        try:
            made = begin_batch(
                id=form.request_uuid,
                name=file.name,
                content=file.chunks(),
                place=place,
                by=signed(actor, [("import", place, None)]),
                at=timezone.now(),
            )
            return redirect("batch", made.id)
        except WrongKind as wrong:
            form.add_error("file", str(wrong))
    columns = [
        Column(_("文件")),
        Column(_("时间")),
        Column(_("读到"), True),
        Column(_("收下"), True),
        Column(_("没收"), True),
        Column(_("情况")),
    ]
    rows = [
        [
            Link(f"/desk/import/{one.id}/", one.name),
            when(one.at),
            one.received,
            one.accepted,
            one.refused + one.failed,
            state(one),
        ]
        for one in batches(actor=actor)
    ]
    context = {"form": form, "table": Table(_("最近导入的文件"), columns, rows)}
    return render(request, "faces/import.html", context, status=422 if form.errors else 200)


def state(one: Batch) -> str:
    """How an import stands, in a word."""
    if one.error:
        return _("没有读成")
    return _("完成") if one.done_at else _("正在导入")


def spot(row: RefusedRow) -> str:
    """Where in the file: sheet and cell of a workbook, else the row."""
    return f"{row.sheet} {row.cell or row.row}" if row.sheet else str(row.row)


@needs("import")
def batch(request: HttpRequest, id: UUID) -> HttpResponse:
    """One import while it runs and afterwards."""
    try:
        found = one_batch(actor=acting(request), id=id)
    except NoSuchBatch as none:
        raise Http404 from none
    after = request.GET.get("after", "")
    left = refusals(batch=found, after=int(after) if after.isdigit() and len(after) < 10 else 0)
    columns = [Column(_("文件")), Column(_("行或格")), Column(_("原因")), Column(_("内容"))]
    rows = [[found.name, spot(row), row.reason, row.content[:120]] for row in left.rows]
    running = found.done_at is None and not found.error
    context = {
        "name": found.name,
        "running": running,
        "error": found.error,
        "done": found.received,
        "total": found.total,
        "said": _("已读 %(n)s 行……") % {"n": found.received} if running else _("读完，共 %(n)s 行。") % {"n": found.received},
        "pairs": [
            (_("收下"), found.accepted), (_("其中并入同一件事"), found.joined), (_("以前收过"), found.repeated),
            (_("没收"), found.refused), (_("出错"), found.failed),
        ],
        "refused": Table(_("没进来的行"), columns, rows),
        "earlier": request.path if after else "",
        "later": f"?after={left.rows[-1].row}" if left.more else "",
    }  # fmt: skip
    return render(request, "faces/batch.html", context)
