"""Questions asked again: the same column, of the same place, not long ago."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from xiangli.askings.models import AskedColumn

WITHIN = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Before:
    """One column asked before: by which lines, when last, how often."""

    column: str
    lines: tuple[str, ...]
    last: datetime
    times: int


def asked_before(*, place: str, columns: Sequence[str], at: datetime, but: UUID | None = None) -> list[Before]:
    """Which of these plain columns were asked of the place in the year before ``at``, the oftenest first. One statement."""
    if not columns:
        return []
    rows = AskedColumn.objects.filter(
        county=place[:6], place=place, column__in=list(columns), at__gte=at - WITHIN, at__lte=at
    )
    found: dict[str, list[tuple[datetime, str]]] = {}
    if but is not None:
        rows = rows.exclude(asking=but)
    for column, line, when in rows.order_by("at").values_list("column", "line", "at"):
        found.setdefault(column, []).append((when, line))
    told = [
        Before(column, tuple(dict.fromkeys(line for _, line in seen)), seen[-1][0], len(seen))
        for column, seen in found.items()
    ]
    return sorted(told, key=lambda one: (-one.times, one.column))
