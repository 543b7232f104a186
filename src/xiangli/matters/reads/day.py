"""The day on one page: five figures, each with the list behind it, and the three matters in most trouble."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import reduce
from operator import or_

from django.db.models import Count, Q, QuerySet

from xiangli.law.limits import SHANGHAI
from xiangli.matters.models import Matter
from xiangli.matters.reads.scope import places_seen, scope
from xiangli.parties.reads.actor import Actor
from xiangli.places.reads.below import counties_under

FIGURES = ("new", "ended", "open", "late", "near")
NEAR = timedelta(hours=24)
WAITING = Q(step="answered")


@dataclass(frozen=True, slots=True)
class Trouble:
    """One matter and why it is shown: ``longest`` overdue, ``many`` reporters, ``tossed`` about most."""

    why: str
    matter: Matter


@dataclass(frozen=True, slots=True)
class Day:
    """Figures by name (see FIGURES) and at most three troubles, no matter twice."""

    figures: dict[str, int]
    troubles: list[Trouble]


def day(*, actor: Actor, at: datetime, acts: tuple[str, ...] = ("sort", "oversee", "instruct")) -> Day:
    """How the places ``actor`` sees whole stand at the moment ``at``. Six statements; zeros for whoever sees none."""
    seen = scope(actor, *acts)
    if seen is None:
        return Day(dict.fromkeys(FIGURES, 0), [])
    running = Matter.objects.filter(seen, ended_at__isnull=True)
    counted = running.aggregate(
        open=Count("id"), late=Count("id", filter=_late(at)), near=Count("id", filter=_near(at)),
    )  # fmt: skip
    figures = {"new": _new(actor, seen, at, acts).count(), "ended": _ended(seen, at).count(), **counted}
    return Day({name: figures[name] for name in FIGURES}, _troubles(running, at))


def behind(*, actor: Actor, at: datetime, figure: str, limit: int = 50) -> list[Matter]:
    """The matters a figure counts, nearest clock or newest first; at most ``limit``. Raises KeyError for no such figure."""
    seen = scope(actor, "sort", "oversee", "instruct")
    if seen is None:
        return []
    running = Matter.objects.filter(seen, ended_at__isnull=True)
    chosen: dict[str, QuerySet[Matter]] = {
        "new": _new(actor, seen, at, ("sort", "oversee", "instruct")).order_by("-opened_at", "id"),
        "ended": _ended(seen, at).order_by("-ended_at", "id"), "open": running.order_by("due_at", "id"),
        "late": running.filter(_late(at)).order_by("due_at", "id"),
        "near": running.filter(_near(at)).order_by("due_at", "id"),
    }  # fmt: skip
    return list(chosen[figure][:limit])


def _late(at: datetime) -> Q:
    return Q(due_at__lte=at, paused=False) & ~WAITING


def _near(at: datetime) -> Q:
    return Q(due_at__gt=at, due_at__lte=at + NEAR, paused=False) & ~WAITING


def _ended(seen: Q, at: datetime) -> QuerySet[Matter]:
    return Matter.objects.filter(seen, ended_at__gte=_midnight(at), ended_at__lte=at)


def _new(actor: Actor, seen: Q, at: datetime, acts: tuple[str, ...]) -> QuerySet[Matter]:
    """Opened today: a number says its county and day, so the index of numbers finds them without reading the others."""
    stamp = f"{at.astimezone(SHANGHAI):%y%m%d}"
    whole = places_seen(actor, *acts)
    counties = {c for place in whole for c in ((place[:6],) if len(place) >= 6 else counties_under(place))}
    if not counties:
        return Matter.objects.none()
    spans = [Q(county=c, number__gte=f"{c}-{stamp}-", number__lt=f"{c}-{stamp}.") for c in sorted(counties)]
    return Matter.objects.filter(reduce(or_, spans)).filter(seen)


def _troubles(running: QuerySet[Matter], at: datetime) -> list[Trouble]:
    asked = (
        ("longest", running.filter(_late(at)).order_by("due_at", "id")),
        ("many", running.filter(reports__gt=1).exclude(WAITING).order_by("-reports", "due_at", "id")),
        ("tossed", running.filter(seq__gt=4).exclude(WAITING).order_by("-seq", "due_at", "id")),
    )
    out: list[Trouble] = []
    waiting: dict[str, list[Matter]] = {}
    for why, rows in asked:
        known = {one.matter.id for one in out}
        waiting[why] = [row for row in rows[:3] if row.id not in known]
        if waiting[why]:
            out.append(Trouble(why, waiting[why].pop(0)))
    more = [Trouble("longest", row) for row in waiting["longest"] if row.id not in {one.matter.id for one in out}]
    return [*out, *more][:3]


def _midnight(at: datetime) -> datetime:
    return datetime.combine(at.astimezone(SHANGHAI).date(), time(), SHANGHAI)
