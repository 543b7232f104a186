"""Which accounts are shut for a while because too many attempts failed, and what one's own account has seen."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, Max, Q, QuerySet, Subquery

from xiangli.parties.models import Knock, User

WINDOW = timedelta(minutes=30)
MOST_FAILED = 24
"""Failures of one account from all addresses within half an hour; eight from one address shut that address earlier."""


def is_locked(user: User, *, at: datetime) -> bool:
    """Whether the account is shut at the moment ``at``. One statement."""
    return _failed_since(at).filter(user=user).count() >= MOST_FAILED


def locked(*, at: datetime, users: Sequence[int] | None = None) -> dict[int, int]:
    """Failures by user for the accounts that are shut now, among ``users`` or of all. One statement."""
    rows = _failed_since(at)
    if users is not None:
        rows = rows.filter(user__in=users)
    counted = rows.values("user").annotate(n=Count("id")).filter(n__gte=MOST_FAILED)
    return {row["user"]: row["n"] for row in counted}


def failed_counts(*, at: datetime, days: int = 7) -> list[tuple[str, str, int, datetime]]:
    """Sign-in name, person, failures and the newest of them, for accounts with failures in the last days."""
    rows = (
        Knock.objects.filter(taken=False, at__gte=at - timedelta(days=days))
        .values("user__username", "user__person__name")
        .annotate(n=Count("id"), newest=Max("at"))
        .order_by("-n")[:50]
    )
    return [(r["user__username"], r["user__person__name"] or "", r["n"], r["newest"]) for r in rows]


def failed_before(user: User, *, at: datetime) -> tuple[int, datetime | None]:
    """Failures since the last sign-in before this one, and when the newest was: told at sign-in. One statement."""
    last = Knock.objects.filter(user=user, taken=True, at__lt=at).order_by("-at").values("at")[:1]
    rows = Knock.objects.filter(user=user, taken=False, at__lt=at)
    rows = rows.filter(Q(at__gt=Subquery(last)) | ~Exists(last))
    found = rows.aggregate(n=Count("id"), newest=Max("at"))
    return found["n"], found["newest"]


def recent_knocks(user: User, *, limit: int = 10) -> list[Knock]:
    """The newest attempts on one's own account."""
    return list(Knock.objects.filter(user=user).order_by("-at")[:limit])


def _failed_since(at: datetime) -> QuerySet[Knock]:
    since = at - WINDOW
    rows = Knock.objects.filter(taken=False, at__gt=since, at__lte=at)
    return rows.filter(Q(user__unlocked_at__isnull=True) | Q(user__unlocked_at__lt=F("at")))
