"""Openings of sealed data: for the person whose data it is, and for oversight, odd ones first."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count

from xiangli.vault.models import Opening


def of_records(*, county: str, records: Sequence[UUID]) -> list[Opening]:
    """Every opening of these records, newest first. One statement."""
    return list(Opening.objects.filter(county=county, record__in=records).order_by("-at"))


def recent(*, at: datetime, days: int = 90, limit: int = 200) -> list[tuple[Opening, str]]:
    """Openings of the last ``days`` with why one looks odd ('' when not), odd ones first. Two statements.

    Odd: outside 07:00–21:00, or the same person opened ten or more records that day. It asks for a look, nothing more.
    """
    since = at - timedelta(days=days)
    rows = list(Opening.objects.filter(at__gte=since).order_by("-at")[:limit])
    many = {
        (r["actor"], r["at__date"])
        for r in Opening.objects.filter(at__gte=since).values("actor", "at__date").annotate(n=Count("id"))
        if r["n"] >= 10
    }
    told = [(row, _odd(row, many)) for row in rows]
    return sorted(told, key=lambda pair: not pair[1])


def _odd(row: Opening, many: set[tuple[str, object]]) -> str:
    local = row.at.astimezone()
    if not 7 <= local.hour < 21:
        return "夜间查看"
    return "一天内查看十份以上" if (row.actor, local.date()) in many else ""
