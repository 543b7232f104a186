"""One matter as a page shows it: row, entries, reports, and its clocks with their sums replayed from the entries."""

from dataclasses import dataclass
from uuid import UUID

from xiangli.law.language import Procedure, Standing, sums
from xiangli.law.limits import Due
from xiangli.matters.errors import NoSuchMatter
from xiangli.matters.fold import fold
from xiangli.matters.models import Entry, Matter, Report
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.may import may
from xiangli.policy.reads.edition import procedure


@dataclass(frozen=True, slots=True)
class Whole:
    """``due`` is the nearer clock's sum (None once ended), ``by_whole`` whether it is that of the whole business."""

    matter: Matter
    procedure: Procedure
    standing: Standing
    entries: list[Entry]
    reports: list[Report]
    due: Due | None
    by_whole: bool


def whole(*, matter: UUID) -> Whole:
    """Everything about a matter; three statements. Raises NoSuchMatter. No permission is asked here."""
    row = Matter.objects.filter(id=matter).first()
    if row is None:
        raise NoSuchMatter
    return around(row)


def around(row: Matter) -> Whole:
    """The same for a row one has; two statements."""
    entries = list(Entry.objects.filter(county=row.county, matter=row.id).order_by("seq"))
    reports = list(Report.objects.filter(county=row.county, matter=row.id).order_by("received_at", "id"))
    p = procedure(row.edition)
    standing = fold(entries, p).standing
    nearest, by_whole = None, False
    if standing.ended_at is None:
        nearest, by_whole = sums(p, standing)[0]
    return Whole(row, p, standing, entries, reports, nearest, by_whole)


def seen_by(*, actor: Actor, matter: UUID) -> Whole:
    """The matter, if ``actor`` sorts, leads or oversees its place, or handles for an office that has, had or assists it.

    Raises NoSuchMatter otherwise: whoever may not see it is not told that it exists.
    """
    found = whole(matter=matter)
    place = found.matter.place
    owners = {entry.data.get(key) for entry in found.entries for key in ("owner", "assist")} | {found.matter.owner}
    allowed = (
        may(actor, "sort", place=place)
        or may(actor, "oversee", place=place)
        or may(actor, "instruct", place=place)
        or any(may(actor, "handle", office=owner) for owner in owners if owner)
    )
    if not allowed:
        raise NoSuchMatter
    return found
