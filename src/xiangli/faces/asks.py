"""Askings of a village: caught by paste, forward, file or photo; the list, and one with its sum, its item and a reply."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from xiangli.askings.acts.note import Noted, note
from xiangli.askings.errors import IdReused, NoSuchAsking, NotAllowed, Refused
from xiangli.askings.models import VillageAsking
from xiangli.askings.reading.read import Reading, read
from xiangli.askings.reads.listed import listed
from xiangli.askings.reads.one import Whole
from xiangli.askings.reads.one import one as one_asking
from xiangli.askings.reads.repeats import asked_before
from xiangli.askings.reads.villages import villages
from xiangli.askings.vocabulary import lines
from xiangli.faces.access import acting, needs
from xiangli.faces.asking_words import CHANNELS, KINDS, TONES, VERDICTS
from xiangli.faces.asks_forms import Catch
from xiangli.parties.reads.actor import Actor
from xiangli.web.kit.shapes import Card, ClockFace, Link, clock_state


def hers(actor: Actor) -> dict[str, str]:
    """Her villages. 404 where she has none."""
    found = villages(actor=actor)
    if not found:
        raise Http404
    return found


@needs("handle", "sort")
def asks(request: HttpRequest) -> HttpResponse:
    """The askings of one village: open ones, all, or those in which a word stands."""
    mine = hers(acting(request))
    place = chosen(request, mine)
    words, state = request.GET.get("q", "").strip()[:60], "all" if request.GET.get("state") == "all" else "open"
    page = listed(place=place, state=state, words=words)  # type: ignore[arg-type]
    now = timezone.now()
    context = {
        "village": mine[place], "place": place, "asked": words,
        "links": [Link(f"?place={place}", _("还没交的"), current=state == "open" and not words),
                  Link(f"?place={place}&state=all", _("全部"), current=state == "all" and not words)],
        "places": [Link(f"?place={code}", name, current=code == place) for code, name in mine.items()] if len(mine) > 1 else [],
        "cards": [card(row, now) for row in page.rows], "more": page.more, "form": Catch({place: mine[place]}),
    }  # fmt: skip
    return render(request, "faces/asks.html", context)


def chosen(request: HttpRequest, mine: dict[str, str]) -> str:
    """The village asked for, or the first of hers."""
    wanted = request.GET.get("place", "")
    return wanted if wanted in mine else next(iter(mine))


def card(row: VillageAsking, now: datetime) -> Card:
    """An asking in a list: who, what kind, its clock."""
    clock = (
        ClockFace(row.due_at, clock_state(row.due_at, now, ended=row.done_at is not None), _("对方要的时间"))
        if row.due_at
        else None
    )
    meta = [str(lines().get(row.line, "")) or _("没写是谁"), str(KINDS[row.kind])]
    if row.item:
        meta.append(row.item)
    return Card(f"/asks/{row.id}/", row.title, meta, clock, str(VERDICTS[row.verdict]), TONES[row.verdict])


@needs("handle", "sort")
def new(request: HttpRequest) -> HttpResponse:
    """Paste and send: kept at once, with everything that was read on the next page, where it can be put right."""
    mine = hers(acting(request))
    form = Catch(mine, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = caught(request, form)
            return redirect("ask", made.id)
        except NotAllowed as wrong:
            raise PermissionDenied(str(wrong)) from wrong
        except Refused as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
        except IdReused as wrong:
            form.add_error(None, str(wrong))
            return render(request, "faces/ask_new.html", {"form": form}, status=409)
    return render(request, "faces/ask_new.html", {"form": form}, status=422 if form.errors else 200)


def caught(request: HttpRequest, form: Catch) -> VillageAsking:
    """Read what was forwarded and keep it."""
    now, given = timezone.now(), form.cleaned_data
    made = read(given["text"], at=now)
    return note(place=given["place"], one=noted(made), by=acting(request), request=form.request_uuid, at=now)


def noted(made: Reading) -> Noted:
    """A reading as the act keeps it."""
    return Noted(
        title=made.title, text=made.text, line=made.asker.line, level=made.asker.level, channel=made.channel,
        kind=made.kind, due_at=made.due.at, size=made.size, columns=made.columns, verdict=made.verdict.kind,
        item=made.verdict.item.number if made.verdict.item else "",
    )  # fmt: skip


def look(request: HttpRequest, id: UUID) -> Whole:
    """The asking, or 404."""
    try:
        return one_asking(asking=id, actor=acting(request))
    except NoSuchAsking as none:
        raise Http404 from none


@needs("handle", "sort")
def ask(request: HttpRequest, id: UUID) -> HttpResponse:
    """One asking."""
    return screen(request, look(request, id))


def screen(request: HttpRequest, whole: Whole, *, status: int = 200) -> HttpResponse:
    """Its page: what was read with the sums, what the lists say, the reply, what was asked before."""
    row = whole.row
    made = read(whole.text, at=row.came_at, line=row.line)
    before = asked_before(place=row.place, columns=whole.columns, at=row.came_at, but=row.id)
    context: dict[str, Any] = {
        "row": row, "whole": whole, "verdict": made.verdict, "tone": TONES[made.verdict.kind], "said": VERDICTS[made.verdict.kind],
        "asker": lines().get(row.line, _("没写是谁")), "kind": KINDS[row.kind], "channel": CHANNELS[row.channel],
        "due_lines": made.due.lines, "hour_lines": made.estimate.lines,
        "before": [(one.column, "、".join(str(lines().get(line, _("没写是谁"))) for line in one.lines), one.last, one.times) for one in before],
    }  # fmt: skip
    return render(request, "faces/ask.html", context, status=status)
