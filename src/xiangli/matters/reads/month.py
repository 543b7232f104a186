"""A month of a county by office, counted from the entries themselves: given, answered, in time, late, done again, solved.

It says what was done and asks where help is needed; it is no table of places in a contest: offices stand in the order of
the duty list, and an office with few matters has its figures like any other. What an appeal excluded is shown beside, the
raw figures stay.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q

from xiangli.law.limits import SHANGHAI
from xiangli.lists.lines import LINES
from xiangli.matters.models import Entry, Matter
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.may import may

GIVES = ("open", "assign", "transfer", "rule")
CLOSES = ("answer", "mend", "end")
APPEALS = timedelta(days=90)
"""How long after its end a matter may still be left out of the count on appeal and stand in a month for that."""
ORDER = {line: n for n, line in enumerate(LINES)}


@dataclass(slots=True)
class OfficeMonth:
    """One office's month, in matters (each counted once a column, but ``again`` as often as it came back)."""

    office: str
    given: set[UUID] = field(default_factory=set)
    answered: set[UUID] = field(default_factory=set)
    late: set[UUID] = field(default_factory=set)
    again: int = 0
    solved: set[UUID] = field(default_factory=set)
    sent_back: int = 0
    excluded: set[UUID] = field(default_factory=set)

    @property
    def in_time(self) -> int:
        """Answered without having been late with it this month."""
        return len(self.answered - self.late)


@dataclass(frozen=True, slots=True)
class Month:
    """All offices in the order of the duty list, the county's sums, and the matters answered, newest first."""

    first: date
    offices: list[OfficeMonth]
    whole: OfficeMonth
    opened: int
    answered: list[Matter]


def bounds(first: date) -> tuple[datetime, datetime]:
    """The instants a calendar month begins and ends at."""
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return datetime.combine(first, time(), SHANGHAI), datetime.combine(after, time(), SHANGHAI)


def month(*, actor: Actor, place: str, first: date) -> Month:
    """The month that begins on ``first`` in a county, or in one of its townships (``place``).

    What was taken back is not counted. Two statements; only matters that were open in the month or ended since are read,
    by their indexes. Empty for whoever does not sort or oversee the place.
    """
    begins, ends = bounds(first)
    sums: dict[str, OfficeMonth] = {}
    whole = OfficeMonth("")
    opened = 0
    county = place[:6]
    if not (may(actor, "sort", place=place) or may(actor, "oversee", place=place)):
        return Month(first, [], whole, 0, [])
    running = Q(ended_at__isnull=True) | Q(ended_at__gte=begins) | Q(ended_at__gte=begins - APPEALS, excluded=True)
    touched = Matter.objects.filter(running, county=county, opened_at__lt=ends)
    if len(place) > len(county):
        touched = touched.filter(town=place[:9])
    entries = Entry.objects.filter(county=county, matter__in=touched.values("id"), at__lt=ends).order_by(
        "matter", "seq"
    )
    rows = list(entries.values_list("id", "matter", "verb", "at", "data"))
    undone = {str(data.get("entry")) for _id, _matter, verb, _at, data in rows if verb == "undo"}
    owner, handler, last = "", "", None
    for id, matter, verb, at, data in rows:
        if str(id) in undone:
            continue
        if matter != last:
            owner, handler, last = "", "", matter
        if verb in GIVES and data.get("owner"):
            owner = data["owner"]
        mine = at >= begins
        if verb in CLOSES and owner and not owner.startswith("desk@"):
            handler = owner
        if mine and verb == "open":
            opened += 1
        if mine:
            _count(sums, whole, matter, verb, data, owner, handler)
        if verb == "return":
            owner = data.get("desk", owner)
    offices = sorted(sums.values(), key=lambda one: _place(one.office))
    found = Matter.objects.filter(county=county, id__in=list(whole.answered)).order_by("-opened_at", "id")
    return Month(first, offices, whole, opened, list(found))


def _count(
    sums: dict[str, OfficeMonth],
    whole: OfficeMonth,
    matter: UUID,
    verb: str,
    data: dict[str, object],
    owner: str,
    handler: str,
) -> None:
    """Write one entry of the month to its office and to the county's sums."""
    office = owner if verb in GIVES or verb in ("late", "return", "dispute") else handler
    if not office or office.startswith("desk@"):
        if verb not in CLOSES:
            return
        office = owner
    for one in (_row(sums, office), whole):
        if verb in GIVES:
            one.given.add(matter)
        elif verb in CLOSES:
            one.answered.add(matter)
        elif verb == "late":
            one.late.add(matter)
        elif verb in ("return", "dispute"):
            one.sent_back += 1
        elif verb == "reopen" or (verb == "rate" and data.get("solved") == "no"):
            one.again += 1
        elif verb == "rate":
            one.solved.add(matter)
        elif verb == "appeal_rule" and data.get("exclude") == "yes":
            one.excluded.add(matter)


def _row(sums: dict[str, OfficeMonth], office: str) -> OfficeMonth:
    return sums.setdefault(office, OfficeMonth(office))


def _place(office: str) -> tuple[int, str]:
    """Where an office stands: county lines in the order of the duty list, then townships by code."""
    line, _, place = office.partition("@")
    return (ORDER.get(line, len(ORDER)) + (len(ORDER) + 1) * (len(place) > 6), place)


def shown(rows: Iterable[OfficeMonth]) -> list[OfficeMonth]:
    """The offices that had anything to do in the month."""
    return [one for one in rows if one.given or one.answered or one.late or one.again]
