"""A resident follows a report by its code: where it stands, answers, solved or not, who opened the sealed data."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiangli.faces import errors, words
from xiangli.faces.access import public
from xiangli.faces.act_form import ActForm, act_form
from xiangli.faces.forms import Code, Verify
from xiangli.faces.publication import moments as steps_told
from xiangli.faces.publication import took
from xiangli.faces.verify import proved, trusted
from xiangli.ledger.reads.prove import Proof, prove
from xiangli.matters.acts.opening import report_of_part
from xiangli.matters.acts.perform import perform
from xiangli.matters.errors import ActError, Conflict, WrongStep
from xiangli.matters.form import fields
from xiangli.matters.models import Entry
from xiangli.matters.names import Names
from xiangli.matters.reads.followed import Followed, NoSuchCode, followed
from xiangli.matters.reads.one import Whole
from xiangli.parties.reads.actor import reporter
from xiangli.proof.ids import uuid7
from xiangli.proof.receipt import verify_receipt
from xiangli.publication.reads.state import hers
from xiangli.vault.follow import follow_code
from xiangli.vault.reads.openings import of_records
from xiangli.web import throttle
from xiangli.web.kit.qr import picture
from xiangli.web.kit.shapes import Moment

TRIES = 20
View = Callable[..., HttpResponse]


def by_code(view: View) -> View:
    """Gives the view the report of the code in its address; wrong codes are counted per address of the caller."""

    @wraps(view)
    def opened(request: HttpRequest, code: str) -> HttpResponse:
        key = throttle.tried(request, "follow")
        try:
            throttle.check(key, TRIES)
            return view(request, code, followed(code=code))
        except throttle.TooManyTries:
            return errors.too_many(request)
        except NoSuchCode:
            throttle.failed(key)
            form = Code({"code": code})
            form.is_valid()
            form.add_error("code", _("没有这个查询码。请对照回执再输一次。"))
            return render(request, "faces/follow.html", {"form": form}, status=404)

    return public(opened)


@public
def ask(request: HttpRequest) -> HttpResponse:
    """The code is typed here."""
    form = Code(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("following", "".join(c for c in form.cleaned_data["code"] if c.isalnum() or c == "-") or "-")
    return render(request, "faces/follow.html", {"form": form}, status=422 if form.is_bound else 200)


@by_code
def following(request: HttpRequest, code: str, found: Followed) -> HttpResponse:
    """How it stands now."""
    return page(request, code, found)


def page(
    request: HttpRequest, code: str, found: Followed, wrong: dict[str, ActForm] | None = None, status: int = 200,
    publish_wrong: str = "",
) -> HttpResponse:  # fmt: skip
    """The page of a report, with a form that was refused still open."""
    whole, now = found.whole, timezone.now()
    called = words.names_for(whole)
    acts = {verb for verb, act in whole.procedure.acts(whole.standing.step).items() if "reporter" in act.by}
    forms = {
        verb: act_form(whole.procedure, whole.standing.step, verb, only=("note", "new_facts")) for verb in acts
    } | (wrong or {})
    ended = whole.standing.ended_at is not None
    context = {
        "code": code,
        "title": found.report.title,
        "words": found.report.text,
        "pairs": [
            (_("办到哪了"), words.step_name(whole.procedure, whole.standing.step)),
            (_("谁在办"), "—" if ended else called.office(whole.matter.owner)),
            (_("编号"), whole.matter.number),
            (_("地方"), called.place(whole.matter.place)),
            (_("收到"), found.report.received_at),
        ],
        "clock": words.clock_face(
            whole.due, now=now, whole=whole.by_whole, waiting=words.waits(whole.procedure, whole.standing.step)
        ),
        "answers": [moment(entry) for entry in whole.entries if entry.verb == "answer"][::-1],
        "rating": forms.get("rate"),
        "reopening": forms.get("reopen"),
        "supplementing": forms.get("supplement_give") if lacking(whole) else None,
        "lack": lacking(whole),
        "parts": parts(whole) if whole.reports and found.report.id == whole.reports[0].id else [],
        "moments": words.moments(whole.procedure, whole.entries, called, staff=False),
        "openings": opened_by(found),
        "openings_none": _("还没有人打开过。") if found.report.reporter else _("您没有留姓名电话。"),
        "receipt_href": reverse("receipt", args=[code]),
        "seen": whole.matter.seq,
        "publish_wrong": publish_wrong,
    }
    return render(request, "faces/following.html", context | publishing(found), status=status)


def publishing(found: Followed) -> dict[str, object]:
    """What her page asks and tells of publication; empty where nobody publishes and nothing ever was."""
    now = hers(report=found.report, whole=found.whole)
    if now is None:
        return {}
    called = Names([now.text.place], [now.text.office]) if now.text else None
    pairs = [
        (_("地方"), called.place(now.text.place)), (_("谁办的"), called.office(now.text.office)), (_("用了多久"), took(now.text.days)),
    ] if now.text and called else []  # fmt: skip
    return {
        "publishing": now, "publish_pairs": pairs, "publish_moments": steps_told(now.steps),
        "publish_yes": now.text is not None and now.state in ("new", "asked", "off", "aside"),
        "publish_no": now.state in ("asked", "waiting", "published", "moved"),
        "publish_id": uuid7(), "unpublish_id": uuid7(),
    }  # fmt: skip


def lacking(whole: Whole) -> str:
    """What the office still waits for, if its clock stands still for that."""
    stopped = whole.standing.stopped
    if stopped is None or stopped.verb != "supplement_ask":
        return ""
    return str(next(entry.data["lack"] for entry in whole.entries[::-1] if entry.verb == "supplement_ask"))


def parts(whole: Whole) -> list[tuple[str, str]]:
    """What was split off and is followed by a code of its own: its words and its page. For the first reporter alone."""
    return [
        (entry.data["text"], reverse("following", args=[follow_code(report_of_part(UUID(entry.data["into"])))]))
        for entry in whole.entries
        if entry.verb == "split"
    ]


def moment(entry: Entry) -> Moment:
    """An answer as shown on top."""
    return Moment(entry.at, "", entry.actor, str(entry.data.get("answer", "")))


def opened_by(found: Followed) -> list[Moment]:
    """Who opened the name and number, when and why."""
    if found.report.reporter is None:
        return []
    return [
        Moment(one.at, one.actor, "", one.purpose)
        for one in of_records(county=found.report.county, records=[found.report.reporter])
    ]


@require_POST
@by_code
def rate(request: HttpRequest, code: str, found: Followed) -> HttpResponse:
    """Solved or not solved, in the reporter's word."""
    return said(request, code, found, "rate")


@require_POST
@by_code
def reopen(request: HttpRequest, code: str, found: Followed) -> HttpResponse:
    """Once more, because something new came."""
    return said(request, code, found, "reopen")


@require_POST
@by_code
def supplement(request: HttpRequest, code: str, found: Followed) -> HttpResponse:
    """What was missing, brought by the reporter: the office's clock runs on."""
    return said(request, code, found, "supplement_give")


def said(request: HttpRequest, code: str, found: Followed, verb: str) -> HttpResponse:
    """One act of the reporter; a repeat or a page from before shows how it stands now."""
    whole = found.whole
    if verb not in whole.procedure.acts(whole.standing.step):
        return redirect("following", code)
    form = act_form(whole.procedure, whole.standing.step, verb, only=("note", "new_facts"), data=request.POST)
    if form.is_valid():
        try:
            perform(
                matter=whole.matter.id,
                verb=verb,
                data=dict(form.given()),
                by=reporter(found.report.id),
                at=timezone.now(),
                request=form.request_uuid,
            )
            return redirect("following", code)
        except (Conflict, WrongStep) as late:
            return errors.conflict(request, str(late), reverse("following", args=[code]))
        except ActError as wrong:
            form.add_error(None, str(wrong))
    return page(request, code, found, {verb: form}, status=422)


@by_code
def receipt(request: HttpRequest, code: str, found: Followed) -> HttpResponse:
    """The receipt: code in large type, QR, what was said, where it went."""
    whole = found.whole
    called = words.names_for(whole)
    context: dict[str, Any] = {
        "code": code,
        "qr": reverse("receipt-qr", args=[code]),
        "follow": reverse("following", args=[code]),
        "proof": reverse("receipt-proof", args=[code]),
        "check": reverse("receipt-check", args=[code]),
        "slip": reverse("receipt-slip", args=[code]),
        "pairs": [
            (_("收到"), found.report.received_at),
            (_("编号"), whole.matter.number),
            (_("地方"), called.place(found.report.place)),
            (_("现在归"), called.office(whole.matter.owner)),
        ],
        "clock": words.clock_face(
            whole.due,
            now=timezone.now(),
            whole=whole.by_whole,
            waiting=words.waits(whole.procedure, whole.standing.step),
        ),
        "words": found.report.text,
    }
    return render(request, "faces/receipt.html", context)


@by_code
def receipt_qr(request: HttpRequest, code: str, found: Followed) -> HttpResponse:
    """The QR picture that leads back to this report."""
    return picture(request.build_absolute_uri(reverse("following", args=[code])))


def opening_entry(found: Followed) -> Entry:
    """The entry by which the report came into its matter: it opened it, or joined it."""
    mine = str(found.report.id)
    return next((entry for entry in found.whole.entries if entry.data.get("report") == mine), found.whole.entries[0])


def standing(found: Followed) -> Proof:
    """How far the report's entry has come in the ledger."""
    entry = opening_entry(found)
    return prove(entry=entry.id, content=fields(entry), salt=bytes(entry.salt))


@by_code
def receipt_proof(request: HttpRequest, code: str, found: Followed) -> HttpResponse:
    """The proof as a file anybody can check; while the root is not signed yet, a word on how far it is."""
    proof = standing(found)
    if proof.receipt is None:
        return waiting(request)
    return JsonResponse(
        proof.receipt,
        json_dumps_params={"ensure_ascii": False, "indent": 1},
        headers={"Content-Disposition": f'attachment; filename="receipt-{found.whole.matter.number}.json"'},
    )


def waiting(request: HttpRequest) -> HttpResponse:
    """Sequenced, but no signed root yet."""
    words_now = _("这件事已经登记在账上；签名的树根几秒钟出一次，请过一会儿再来取证明。")
    return render(request, "faces/verify.html", {"form": Verify(), "waiting": words_now})


@by_code
def receipt_check(request: HttpRequest, code: str, found: Followed) -> HttpResponse:
    """The proof checked here, field by field, with the same page a stranger uses."""
    proof = standing(found)
    if proof.receipt is None:
        return waiting(request)
    findings = verify_receipt(proof.receipt, trusted=trusted(proof.receipt))
    context = {
        "form": Verify(),
        "checked": True,
        "findings": findings,
        "pairs": [] if findings else proved(proof.receipt),
    }
    return render(request, "faces/verify.html", context)
