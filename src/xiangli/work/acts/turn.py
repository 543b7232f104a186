"""Whose turn a recurring duty is."""

from datetime import datetime, timedelta

from xiangli.work.models import Recurring


def take_turn(*, name: str, at: datetime, lease: timedelta) -> bool:
    """Whether the duty is due and the caller is the one to run it.

    By compare-and-set on `next_at`, which is moved past the lease: should the caller die, the duty comes back then.
    """
    row, new = Recurring.objects.get_or_create(name=name, defaults={"next_at": at + lease, "began_at": at})
    if new:
        return True
    if row.next_at > at:
        return False
    return bool(Recurring.objects.filter(name=name, next_at=row.next_at).update(next_at=at + lease, began_at=at))


def end_turn(*, name: str, began_at: datetime, done_at: datetime, every: timedelta, error: str) -> None:
    """Note how the round went and when the next one is due: `every` after this one began, skipping rounds missed."""
    Recurring.objects.filter(name=name, began_at=began_at).update(
        next_at=max(began_at + every, done_at), done_at=done_at, error=error
    )
