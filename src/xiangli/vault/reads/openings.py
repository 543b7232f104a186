"""Openings of sealed data: for the person whose data it is, and for oversight, odd ones first."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count

from xiangli.vault.models import Opening

MANY, SAME = 10, 5
"""Openings of a person and day from which on one looks twice."""


def of_records(*, county: str, records: Sequence[UUID]) -> list[Opening]:
    """Every opening of these records, newest first. One statement."""
    return list(Opening.objects.filter(county=county, record__in=records).order_by("-at"))


def recent(*, at: datetime, counties: Sequence[str], days: int = 90, limit: int = 400) -> list[tuple[Opening, str]]:
    """Openings of the last ``days`` in ``counties`` with why one looks odd ('' when not), odd ones first, then newest.

    Odd: outside 07:00–21:00; the same person opened records ten or more times that day; the same words of purpose stand
    under five or more openings of a person and day, as if nobody had thought of one. It asks for a look, nothing more.
    Two statements.
    """
    since = at - timedelta(days=days)
    mine = Opening.objects.filter(county__in=counties, at__gte=since)
    rows = list(mine.order_by("-at")[:limit])
    by_day = mine.values("actor", "at__date", "purpose").annotate(n=Count("entry", distinct=True))
    many: dict[tuple[str, object], int] = defaultdict(int)
    same: set[tuple[str, object, str]] = set()
    for r in by_day:
        many[r["actor"], r["at__date"]] += r["n"]
        if r["n"] >= SAME:
            same.add((r["actor"], r["at__date"], r["purpose"]))
    told = [(row, _odd(row, many, same)) for row in rows]
    return sorted(told, key=lambda pair: not pair[1])


def _odd(row: Opening, many: Mapping[tuple[str, object], int], same: set[tuple[str, object, str]]) -> str:
    local = row.at.astimezone()
    if not 7 <= local.hour < 21:
        return "夜间查看"
    if many.get((row.actor, local.date()), 0) >= MANY:
        return "一天内查看十份以上"
    return "用途几份都写得一样" if (row.actor, local.date(), row.purpose) in same else ""
