"""Close a job that was claimed: done, to be tried again, or dead."""

from datetime import datetime, timedelta

from django.db import models

from xiangli.work.models import Job

MAX_ATTEMPTS = 10
"""Tries before a job is dead; with the pauses of `pause_before` the last comes some four hours after the first."""


class LeaseLost(RuntimeError):
    """The job is no longer this worker's: its lease ran out and it was given back. What was done is rolled back."""


def complete(*, job: Job, at: datetime) -> None:
    """Mark a held job done. Raises LeaseLost when another may hold it by now."""
    _close(job, done_at=at, lease_until=None, error="")


def fail(*, job: Job, error: str, at: datetime) -> None:
    """Give a held job back after an error: to be tried later, or dead when its attempts are used up.

    Raises LeaseLost when another may hold it by now.
    """
    if job.attempts >= MAX_ATTEMPTS:
        _close(job, failed_at=at, lease_until=None, error=error)
    else:
        _close(job, run_at=at + pause_before(job.attempts), lease_until=None, worker="", error=error)


def pause_before(attempts: int) -> timedelta:
    """How long to wait after so many attempts: 5 s, 15 s, 45 s … an hour at most."""
    return timedelta(seconds=min(5 * 3 ** (attempts - 1), 3600))


def _close(job: Job, **changes: object) -> None:
    held: models.QuerySet[Job] = Job.objects.filter(
        id=job.id, worker=job.worker, attempts=job.attempts, lease_until__isnull=False, done_at__isnull=True
    )
    if not held.update(**changes):
        raise LeaseLost(f"job {job.kind} {job.key} is held by another worker")
