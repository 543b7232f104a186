"""How publication stands: in a county, for a report, on a desk, for everybody."""

from dataclasses import dataclass
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from xiangli.matters.models import Matter, Report
from xiangli.matters.reads.one import Whole
from xiangli.parties.reads.actor import Actor
from xiangli.publication.models import Publication, PublicationStep, PublicationSwitch
from xiangli.publication.text import Text, fits, kept, ruled

NEVER = ("petition", "petition_simple", "accusation")
"""Procedures whose matters are never published, whoever agrees."""
PAGE = 20
PROVINCE = 2
LEVELS = {4: "city", 6: "county", 9: "town"}
"""Digits of a code → the column of ``Matter`` that holds it; deeper places are their own."""


@dataclass(frozen=True, slots=True)
class Hers:
    """What her follow page shows. ``state`` is that of the row, ``new`` before the first yes, ``moved`` while the matter
    goes on again; ``text`` is what she may agree to now; ``row`` the publication, if there ever was one."""

    state: str
    text: Text | None
    row: Publication | None
    visible: bool
    steps: list[PublicationStep]


def never(matter: Matter) -> bool:
    """Whether this kind of business is not for publication."""
    return matter.procedure in NEVER


def is_open(*, county: str) -> bool:
    """Whether the county publishes."""
    return PublicationSwitch.objects.filter(county=county, open=True).exists()


def open_counties() -> list[str]:
    """Counties that publish, by code."""
    return list(PublicationSwitch.objects.filter(open=True).order_by("county").values_list("county", flat=True))


def of_report(*, county: str, report: UUID) -> Publication | None:
    """The publication of a report, if she ever agreed."""
    return Publication.objects.filter(county=county, report=report).first()


def standing_still(where: Q | None = None) -> QuerySet[Publication]:
    """Publications whose matter stands at the very end their text tells of, with their report in it; ``where`` it lies."""
    here = {"county": OuterRef("county")}
    matter = Matter.objects.filter(where or Q(), **here, id=OuterRef("matter"), ended_at=OuterRef("ended_at"))
    report = Report.objects.filter(**here, id=OuterRef("report"), matter=OuterRef("matter"))
    return Publication.objects.filter(Exists(matter), Exists(report))


def steps(*, county: str, publication: UUID) -> list[PublicationStep]:
    """What was done about it, in order."""
    return list(PublicationStep.objects.filter(county=county, publication=publication).order_by("seq"))


def hers(*, report: Report, whole: Whole) -> Hers | None:
    """For the holder of the follow code; None where there is nothing to say. Three statements at most."""
    county = whole.matter.county
    row, opened = of_report(county=county, report=report.id), is_open(county=county)
    past = steps(county=county, publication=row.id) if row else []
    if row is not None and row.state in ("asked", "waiting", "published"):
        if not fits(row, whole):
            return Hers("moved", None, row, False, past)
        visible = row.state == "published" and opened
        return Hers(row.state, kept(row), row, visible, past)
    found = ruled(whole, report.id) if opened and not never(whole.matter) else None
    if found is None and row is None:
        return None
    return Hers(row.state if row else "new", found.text if found else None, row, False, past)


def queue(*, actor: Actor, limit: int = 50) -> list[Publication]:
    """What waits for her yes or for readers, and what is published, at the actor's places. One statement."""
    places = {place for hat in actor.hats if {"handle", "sort"} & set(hat.acts) for place in hat.places}
    if not places:
        return []
    rows = standing_still(reduce(or_, map(_under, sorted(places)))).filter(state__in=("asked", "waiting", "published"))
    turn = Case(When(state="waiting", then=0), When(state="asked", then=1), default=2)
    return list(rows.order_by(turn, "-published_at", "id")[:limit])


def _under(code: str) -> Q:
    """Matters of a place and of all below it, by the level columns."""
    if len(code) <= PROVINCE:
        return Q(place__isnull=False)
    level = LEVELS.get(len(code), "place")
    return Q(**{level: code}) if level in ("city", "county") else Q(**{"county": code[:6], level: code})


def published(*, county: str, page: int) -> tuple[list[Publication], bool]:
    """A page of what is published in a county, newest first, and whether more follows. One statement."""
    start = (page - 1) * PAGE
    rows = standing_still().filter(county=county, state="published").order_by("-published_at", "id")
    found = list(rows[start : start + PAGE + 1])
    return found[:PAGE], len(found) > PAGE


def one(*, id: UUID) -> tuple[Publication | None, bool]:
    """A publication by id, and whether everybody may read it now."""
    row = Publication.objects.filter(id=id).first()
    if row is None or row.state != "published" or not is_open(county=row.county):
        return row, False
    return row, standing_still().filter(id=row.id, county=row.county).exists()
