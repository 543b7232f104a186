"""Give dead jobs another life, after their cause was mended."""

from datetime import datetime

from xiangli.work.models import Job


def revive(*, at: datetime) -> int:
    """Let every dead job be tried again from now on, with all its attempts; returns how many."""
    return Job.objects.filter(failed_at__isnull=False).update(
        failed_at=None, lease_until=None, worker="", attempts=0, run_at=at
    )
