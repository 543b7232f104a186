"""What a list is narrowed to: step, topic, owner's line, place, way in, lateness, due range, procedure, words."""

from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q

from xiangli.law.limits import SHANGHAI
from xiangli.matters.models import Report


@dataclass(frozen=True, slots=True)
class Narrow:
    """All conditions hold together; an empty one asks nothing. ``due_from`` and ``due_to`` are days, both counted in."""

    words: str = ""
    step: str = ""
    topic: str = ""
    line: str = ""
    place: str = ""
    channel: str = ""
    procedure: str = ""
    late: str = ""
    due_from: date | None = None
    due_to: date | None = None

    def __bool__(self) -> bool:
        return any(getattr(self, one.name) for one in fields(self))

    @property
    def filtered(self) -> bool:
        """Whether anything but words narrows it."""
        return any(getattr(self, one.name) for one in fields(self) if one.name != "words")

    def where(self, at: datetime) -> Q:
        """The condition on ``Matter`` at the moment ``at``; the words are for the search index, not here."""
        out = Q()
        for name in ("step", "topic", "procedure"):
            if value := getattr(self, name):
                out &= Q(**{name: value})
        if self.line:
            out &= Q(owner__startswith=f"{self.line}@")
        if self.place:
            column = {4: "city", 6: "county", 9: "town"}.get(len(self.place), "place")
            out &= Q() if len(self.place) <= 2 else Q(**{column: self.place})
        if self.late == "late":
            out &= Q(due_at__lte=at, ended_at__isnull=True) & ~Q(step="answered")
        elif self.late == "in_time":
            out &= Q(due_at__gt=at, ended_at__isnull=True)
        if self.due_from:
            out &= Q(due_at__gt=_start(self.due_from))
        if self.due_to:
            out &= Q(due_at__lte=_start(self.due_to + timedelta(days=1)))
        if self.channel:
            told = Report.objects.filter(county=OuterRef("county"), matter=OuterRef("id"), channel=self.channel)
            out &= Q(Exists(told))
        return out


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)
