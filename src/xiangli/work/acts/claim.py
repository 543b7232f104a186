"""Take the next job under a lease."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from xiangli.work.models import Job


def claim(*, worker: str, kinds: Collection[str], at: datetime, lease: timedelta) -> Job | None:
    """The job that has been due longest, now held by `worker` until `at` + `lease`; None when nothing is due.

    Two workers never hold one job: the row is locked while it is picked (skipping rows others have locked, on
    PostgreSQL), and taken by compare-and-set (which is what decides on SQLite).
    """
    due = Job.objects.filter(
        kind__in=kinds, run_at__lte=at, lease_until__isnull=True, done_at__isnull=True, failed_at__isnull=True
    ).order_by("run_at", "id")
    if not due.exists():  # an idle worker must not take SQLite's one write lock five times a second
        return None
    with transaction.atomic():
        job = due.select_for_update(skip_locked=True).first()
        if job is None:
            return None
        taken = Job.objects.filter(id=job.id, lease_until__isnull=True, attempts=job.attempts).update(
            worker=worker, lease_until=at + lease, attempts=F("attempts") + 1
        )
        if not taken:
            return None
    job.worker, job.lease_until, job.attempts = worker, at + lease, job.attempts + 1
    return job
