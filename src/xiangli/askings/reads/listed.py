"""A village's askings: open ones by nearest due time, all by date, or those in which a word stands."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db.models import F, Q, QuerySet

from xiangli.askings.models import AskingStep, VillageAsking

PAGE = 30
State = Literal["open", "all"]


@dataclass(frozen=True, slots=True)
class Page:
    """Rows, and whether there are more."""

    rows: list[VillageAsking]
    more: bool


def listed(
    *, place: str, state: State = "open", words: str = "", before: datetime | None = None, limit: int = PAGE
) -> Page:
    """The askings of one village (or, with nine digits, of a township). One statement, a second with ``words``.

    ``before``: those that came earlier than this moment, for the next page.
    """
    rows = _of(place).filter(off=False)
    if words:
        rows = rows.filter(_said(place, words))
    elif state == "open":
        rows = rows.filter(done_at=None)
    if before is not None:
        rows = rows.filter(came_at__lt=before)
    order = [F("due_at").asc(nulls_last=True), "-came_at"] if state == "open" and not words else ["-came_at", "id"]
    found = list(rows.order_by(*order)[: limit + 1])
    return Page(found[:limit], len(found) > limit)


def _of(place: str) -> QuerySet[VillageAsking]:
    rows = VillageAsking.objects.filter(county=place[:6])
    return rows.filter(town=place) if len(place) == 9 else rows.filter(place=place)


def _said(place: str, words: str) -> Q:
    """In whose title or words all these words stand; a village has some hundred a year, so they are looked through."""
    steps = AskingStep.objects.filter(county=place[:6], verb="note")
    steps = steps.filter(place=place) if len(place) == 12 else steps
    for word in words.split()[:5]:
        steps = steps.filter(
            Q(data__text__icontains=word) | Q(data__title__icontains=word) | Q(data__file__icontains=word)
        )
    return Q(id__in=steps.values("asking"))
