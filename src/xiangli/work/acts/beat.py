"""A worker's sign of life."""

from datetime import datetime, timedelta

from xiangli.work.models import Job, Worker


def beat(*, worker: str, started_at: datetime, at: datetime, lease: timedelta) -> None:
    """Say that `worker` lives, and hold on to the job it has for another `lease`."""
    Worker.objects.update_or_create(name=worker, defaults={"started_at": started_at, "beat_at": at})
    Job.objects.filter(worker=worker, lease_until__isnull=False, done_at__isnull=True, failed_at__isnull=True).update(
        lease_until=at + lease
    )


def leave(*, worker: str) -> None:
    """Take the worker's row away: it stopped because it was asked to."""
    Worker.objects.filter(name=worker).delete()
