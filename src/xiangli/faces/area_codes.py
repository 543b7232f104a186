"""What a code or a name is or was; and how many matters each place had, in the borders of then or of today."""

from datetime import date, datetime, time, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from xiangli.faces.access import acting, needs
from xiangli.faces.area import kept, pairs
from xiangli.law.limits import SHANGHAI
from xiangli.matters.reads.by_place import BORDERS, LEVELS, PlaceCount, by_place
from xiangli.parties.reads.may import may
from xiangli.places.reads.borders import life
from xiangli.places.reads.called import called
from xiangli.places.reads.lookup import lookup
from xiangli.places.reads.names import names
from xiangli.web.kit.shapes import Column, Link, Table


@needs("places", "sort", "oversee")
def codes(request: HttpRequest) -> HttpResponse:
    """Ask by a code or by a name, one of today or of before."""
    asked = "".join(c for c in request.GET.get("q", "").strip()[:40] if c.isprintable())
    found = life(asked) if asked.isascii() and asked.isalnum() else None
    rows = lookup(name=asked) if asked and found is None else []
    above = names([row.code for row in rows])
    table = Table(
        _("叫这个名字的地方"),
        [Column(_("地方")), Column(_("代码")), Column(_("怎么叫的")), Column(_("现在"))],
        [
            [
                Link(f"?q={row.code}", above[row.code]), row.code,
                {"own": _("现名"), "former": _("曾用名"), "said": _("大家这样叫")}[row.by],
                _("%(day)s 撤销") % {"day": f"{row.until:%Y-%m-%d}"} if row.until else _("在用"),
            ]
            for row in rows
        ],
    )  # fmt: skip
    context = {"asked": asked, "found": found, "pairs": pairs(found) if found else [], "table": table,
               "today": called(found.today) if found and found.until else {}}  # fmt: skip
    return render(request, "faces/area_codes.html", context)


@needs("places", "sort", "oversee")
def counts(request: HttpRequest) -> HttpResponse:
    """Matters by place. The two views differ where borders changed; both are true."""
    actor = acting(request)
    counties = sorted({place[:6] for hat in actor.hats for place in hat.places if len(place) >= 6} or set(kept(actor)))
    county = counties[0] if counties else ""
    level, borders = request.GET.get("level", "township"), request.GET.get("borders", "today")
    level, borders = level if level in LEVELS else "township", borders if borders in BORDERS else "today"
    since, until = day(request.GET.get("since", "")), day(request.GET.get("until", ""))
    rows = by_place(
        county=county,
        level=level,
        borders=borders,
        since=start(since),
        until=start(until + timedelta(days=1)) if until else None,
    )
    told = {"township": _("乡镇"), "village": _("村（社区）"), "below": _("组、屋场")}
    rest = "".join(f"&{key}={value}" for key, value in (("since", since), ("until", until)) if value)
    context = {
        "county": called([county])[county], "borders": borders, "since": since, "until": until, "level": level, "keeps": may(actor, "places"),
        "levels": [Link(f"?level={one}&borders={borders}{rest}", name, None, one == level) for one, name in told.items()],
        "views": [
            Link(f"?level={level}&borders={one}{rest}", name, None, one == borders)
            for one, name in (("today", _("按今天的界线")), ("then", _("按当时的界线")))
        ],
        "table": Table(
            _("各地方的事"),
            [Column(_("地方")), Column(_("代码")), Column(_("来过的"), True), Column(_("没办完的"), True)],
            [[place(row), row.code, row.whole, row.open] for row in rows],
        ),
    }  # fmt: skip
    return render(request, "faces/area_counts.html", context)


def place(row: PlaceCount) -> str:
    """A row's name; of a split place, among which places its matters cannot be told apart."""
    if not row.parts:
        return row.name
    return _("%(name)s（已拆成 %(parts)s，分不开）") % {"name": row.name, "parts": "、".join(row.parts)}


def day(text: str) -> date | None:
    """A day as a date field sends it; nothing where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def start(on: date | None) -> datetime | None:
    """The moment a day begins."""
    return datetime.combine(on, time(), SHANGHAI) if on else None
