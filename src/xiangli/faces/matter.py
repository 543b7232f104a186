"""One matter on one screen for staff, and the acts done on it."""

from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiangli.bridge.reads.copy_back import belongs
from xiangli.documents.acts.attach import NotAPicture
from xiangli.documents.models import Attachment
from xiangli.documents.reads.attachments import NoSuchPhoto, attachments_of, photo
from xiangli.faces import errors, words
from xiangli.faces.access import acting, needs
from xiangli.faces.act_form import ActForm, act_form, offices
from xiangli.faces.acts_panel import acts, said, to_undo
from xiangli.faces.clocks_panel import clocks, quarrel
from xiangli.faces.forms import Parting, Purpose
from xiangli.faces.paper_panel import papers_of
from xiangli.law.language import VERBS as LAWFUL
from xiangli.matters.acts.perform import perform
from xiangli.matters.acts.unjoin import unjoin as part
from xiangli.matters.acts.unseal import unseal
from xiangli.matters.errors import ActError, Conflict, Forbidden, IdReused, NoSuchMatter, Refused, WrongStep
from xiangli.matters.models import Entry, Report
from xiangli.matters.reads.family import Family, family, precedents
from xiangli.matters.reads.one import Whole, seen_by
from xiangli.matters.roles import roles
from xiangli.matters.signing import over_here, would_sign
from xiangli.policy.reads.edition import procedure
from xiangli.proof.ids import uuid7
from xiangli.web.kit.shapes import Moment


def look(request: HttpRequest, id: UUID) -> Whole:
    """The matter, or 404 for whoever may not see it."""
    try:
        return seen_by(actor=acting(request), matter=id)
    except NoSuchMatter as none:
        if words := over_here(acting(request), id):
            raise PermissionDenied(words) from none
        raise Http404(str(none)) from none


@needs("handle", "sort", "oversee", "instruct")
def matter(request: HttpRequest, id: UUID) -> HttpResponse:
    """The screen."""
    return screen(request, look(request, id))


def screen(
    request: HttpRequest,
    whole: Whole,
    *,
    refused: tuple[str, ActForm] | None = None,
    conflict: str = "",
    purpose: Purpose | None = None,
    opened: list[tuple[object, object]] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The screen with, where one was sent, the form that was refused still filled in."""
    row, now = whole.matter, timezone.now()
    called = words.names_for(whole)
    mine, kin = roles(acting(request), row, whole.standing.assists), family(whole)
    moving, beside = acts(acting(request), mine, whole, now, children=kin.open_children, refused=refused)
    photos = attachments_of(county=row.county, reports=[report.id for report in whole.reports])
    context = {
        "id": row.id,
        "seq": row.seq,
        "title": row.title,
        "number": row.number,
        "step_name": words.step_name(whole.procedure, row.step),
        "step_tone": "late" if row.late else "",
        "owner": called.office(row.owner),
        "conflict": conflict,
        "clocks": clocks(whole, now),
        "quarrel": quarrel(whole, now),
        "lines": [instruction(entry, row.id) for entry in whole.entries if entry.verb == "instruct"][::-1],
        "assists": [called.office(office) for office in whole.standing.assists] if row.ended_at is None else [],
        "kin": kindred(kin),
        "rulings": ruled(whole, called) if "rule" in whole.procedure.acts(row.step) and "desk" in mine else [],
        "reports": [told(one, whole, called, photos.get(one.id, []), "desk" in mine) for one in whole.reports],
        "moments": words.moments(whole.procedure, whole.entries, called, staff=True),
        "acts": moving,
        "signs": would_sign(acting(request), row, mine, whole.standing.assists),
        "beside": beside,
        "undo": to_undo(acting(request), whole, now),
        "no_acts": _("现在轮到%(who)s，您可以看，不用做什么。") % {"who": called.office(row.owner)}
        if row.ended_at is None
        else _("已经办结。"),
        "opened": opened,
        "drafts": reverse("draft-answer", args=[row.id])
        if "handler" in mine and "answer" in whole.procedure.acts(row.step)
        else "",
        "keeps": any(entry.verb == "answer" for entry in whole.entries) and {"handler", "desk"} & mine,
        "corrects": "desk" in mine,
        "answer_text": next((str(e.data["answer"]) for e in reversed(whole.entries) if e.data.get("answer")), ""),
        "copies": reverse("copy-back", args=[row.id]) if belongs(whole) else "",
        "sealed": any(one.reporter for one in whole.reports),
        "purpose": purpose or Purpose(),
        **papers_of(whole, mine),
        "proposal": thought(whole.reports[0], called) if whole.reports else [],
    }
    return render(request, "faces/matter.html", context, status=status)


def instruction(entry: Entry, matter: UUID) -> Moment:
    """A leader's line with its photo, for the top of the page; whose it is and who hung it, where that was the desk."""
    shot, whose = entry.data.get("photo"), entry.data.get("whose")
    who = _("%(leader)s（%(clerk)s 挂上）") % {"leader": whose, "clerk": entry.actor} if whose else entry.actor
    pictured = reverse("photo", args=[matter, shot]) if shot else ""
    return Moment(entry.at, str(_("批示")), who, entry.data.get("line", "") or str(_("见照片")), shot=pictured)


def kindred(kin: Family) -> list[dict[str, Any]]:
    """The matters around this one, with what they are to it and where they stand."""
    named = [(_("上一级事项"), kin.above), (_("交办的子事项"), kin.below), (_("从这里拆出"), kin.beside)]
    return [
        {"kind": kind, "title": one.title, "href": reverse("matter", args=[one.id]), "number": one.number,
         "step": words.step_name(procedure(one.edition), one.step)}
        for kind, rows in named
        for one in rows
    ]  # fmt: skip


def ruled(whole: Whole, called: words.Names) -> list[tuple[object, object]]:
    """Earlier rulings on the same topic, for whoever is to rule."""
    found = precedents(county=whole.matter.county, topic=whole.matter.topic)
    return [(one.at.astimezone().strftime("%Y-%m-%d"), f"{called.office(one.owner)}：{one.ground}") for one in found]


def told(report: Report, whole: Whole, called: words.Names, photos: list[Attachment], parts: bool) -> dict[str, Any]:
    """One report as shown: its words, where it came from, its photos; a joined one may be parted again."""
    channels = {
        "page": _("网页"), "chat": _("微信"), "phone": _("电话"), "desk": _("窗口"), "api": _("接口"), "import": _("导入"), "paper": _("纸质"),
        "mail": _("邮件"), "open311": _("Open311 接口"),
    }  # fmt: skip
    pairs: list[tuple[object, object]] = [
        (_("收到"), report.received_at),
        (_("来自"), channels.get(report.channel, report.channel)),
        (_("地方"), called.place(report.place)),
    ]
    if report.outer_id:
        pairs.append((_("上级编号"), report.outer_id))
    mine = str(report.id)
    joined = any(entry.verb == "join" and entry.data.get("report") == mine for entry in whole.entries)
    return {
        "id": report.id,
        "words": report.text or report.title,
        "pairs": pairs,
        "photos": [reverse("photo", args=[whole.matter.id, kept.id]) for kept in photos],
        "unjoin": uuid7() if joined and parts else None,
    }


def thought(report: Report, called: words.Names) -> list[tuple[object, object]]:
    """What the stages of intake proposed, with how sure and why."""
    place, route = report.proposal.get("place", {}), report.proposal.get("route", {})
    pairs: list[tuple[object, object]] = []
    if place:
        pairs.append(
            (_("地方"), f"{called.place(place.get('code', ''))} {place.get('percent', '')}% {place.get('reason', '')}")
        )
    if route:
        pairs.append((_("该谁办"), route.get("reason", "")))
    return pairs


@require_POST
@needs("handle", "sort", "oversee", "instruct")
def act(request: HttpRequest, id: UUID, verb: str) -> HttpResponse:
    """Do one act; a double submission gives the same result, a lost race tells who was first."""
    whole, now = look(request, id), timezone.now()
    if verb not in LAWFUL:
        raise Http404(verb)
    options = offices(whole.matter.topic, whole.matter.place)
    form = act_form(whole.procedure, known_at(whole, verb), verb, chooseable=options, data=request.POST,
                    files=request.FILES)  # fmt: skip
    if not form.is_valid():
        return screen(request, whole, refused=(verb, form), status=422)
    seen = request.POST.get("seen", "")
    try:
        perform(
            matter=id, verb=verb, data=said(form, matter=id, county=whole.matter.county, at=now), by=acting(request),
            at=now, request=form.request_uuid, expected=int(seen) if seen.isdigit() else None,
        )  # fmt: skip
    except Forbidden as wrong:
        raise PermissionDenied(str(wrong)) from wrong
    except (Conflict, WrongStep, IdReused) as late:
        return screen(request, look(request, id), refused=(verb, form), conflict=str(late), status=409)
    except Refused as wrong:
        form.add_error(None, f"{wrong}（{words.cited(wrong.cites)}）")
        return screen(request, whole, refused=(verb, form), status=422)
    except NotAPicture:
        return screen(request, whole, refused=(verb, form), status=422)
    except ActError as wrong:
        form.add_error(None, str(wrong))
        return screen(request, whole, refused=(verb, form), status=422)
    return back(request, id)


def known_at(whole: Whole, verb: str) -> str:
    """The step whose form a sent act is read by: where the matter stands, or, if it moved on, any that knows the act."""
    p, step = whole.procedure, whole.standing.step
    if verb in p.acts(step):
        return step
    return next((name for name in (*p.steps, *p.ends) if verb in p.acts(name)), step)


def back(request: HttpRequest, id: UUID) -> HttpResponse:
    """To the page the act was done from, else to the matter."""
    came = request.POST.get("back", "")
    if came.startswith("/desk/") and url_has_allowed_host_and_scheme(came, allowed_hosts={request.get_host()}):
        return redirect(came)
    return redirect(reverse("matter", args=[id]))


@require_POST
@needs("unseal")
def open_reporter(request: HttpRequest, id: UUID) -> HttpResponse:
    """Open the reporters' names and numbers for a stated purpose; it goes on record, and they see it."""
    whole, form = look(request, id), Purpose(request.POST)
    if not form.is_valid():
        return screen(request, whole, purpose=form, status=422)
    opened: list[tuple[object, object]] = []
    names = {"name": _("姓名"), "phone": _("电话"), "identity": _("身份证号"), "email": _("邮箱")}
    for one in whole.reports:
        if one.reporter is None:
            continue
        try:
            found = unseal(
                report=one.id,
                purpose=form.cleaned_data["purpose"],
                by=acting(request),
                at=timezone.now(),
                request=uuid5(form.request_uuid, str(one.id)),
            )
        except Forbidden as wrong:
            raise PermissionDenied(str(wrong)) from wrong
        except ActError as wrong:
            form.add_error("purpose", str(wrong))
            return screen(request, whole, purpose=form, status=422)
        opened += [(names[key], value) for key, value in found.items()]
    return screen(request, look(request, id), opened=opened)


@needs("handle", "sort", "oversee", "instruct")
def show_photo(request: HttpRequest, id: UUID, photo_id: UUID) -> HttpResponse:
    """A photo of this matter's reports."""
    whole = look(request, id)
    try:
        found, content = photo(id=photo_id)
    except NoSuchPhoto as none:
        raise Http404 from none
    if found.report not in {id, *(report.id for report in whole.reports)}:
        raise Http404
    return HttpResponse(content, content_type=found.kind, headers={"Cache-Control": "private, max-age=600"})


@require_POST
@needs("handle", "sort")
def unjoin(request: HttpRequest, id: UUID) -> HttpResponse:
    """Part a joined report again: it was another event."""
    look(request, id)
    form = Parting(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        done = part(
            report=form.cleaned_data["report"], by=acting(request), at=timezone.now(), request=form.request_uuid
        )
    except Forbidden as wrong:
        raise PermissionDenied(str(wrong)) from wrong
    except ActError as wrong:
        return errors.conflict(request, str(wrong), reverse("matter", args=[id]))
    return redirect("matter", done.entry.data["into"])
