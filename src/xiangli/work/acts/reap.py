"""Free what a dead worker held."""

from datetime import datetime

from xiangli.work.acts.finish import MAX_ATTEMPTS
from xiangli.work.models import Job


def reap(*, at: datetime) -> int:
    """Give back every job whose lease has run out; returns how many.

    A job that was held by MAX_ATTEMPTS workers that all died is dead: it may be what kills them.
    """
    lost = Job.objects.filter(lease_until__lt=at, done_at__isnull=True, failed_at__isnull=True)
    if not lost.exists():
        return 0
    said = "its worker stopped without a word"
    dead = lost.filter(attempts__gte=MAX_ATTEMPTS).update(failed_at=at, lease_until=None, error=said)
    back = lost.filter(attempts__lt=MAX_ATTEMPTS).update(worker="", lease_until=None, error=said)
    return dead + back
