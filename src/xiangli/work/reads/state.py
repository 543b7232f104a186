"""How the work stands, for the doctor and the oversight page."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min, Q

from xiangli.work.models import Job, Recurring, Worker

SILENT_AFTER = timedelta(seconds=60)
"""A worker beats every ten seconds; after six beats missed it is called stopped."""


@dataclass(frozen=True, slots=True)
class State:
    """Counts of jobs, the oldest one due, the workers' last sign of life, and what recurs with an error."""

    waiting: int
    due: int
    running: int
    failed: int
    oldest_due: datetime | None
    last_beat: datetime | None
    worker_lives: bool
    recurring_errors: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DeadJob:
    """A job nobody will try again by itself."""

    kind: str
    key: str
    failed_at: datetime | None
    error: str


def state(*, at: datetime) -> State:
    """The work room at the moment `at`; four statements."""
    open_jobs = Q(done_at__isnull=True, failed_at__isnull=True)
    idle = Q(lease_until__isnull=True)
    counts = Job.objects.filter(open_jobs).aggregate(
        waiting=Count("id", filter=idle),
        due=Count("id", filter=idle & Q(run_at__lte=at)),
        running=Count("id", filter=Q(lease_until__isnull=False)),
        oldest_due=Min("run_at", filter=idle & Q(run_at__lte=at)),
    )
    last_beat = Worker.objects.aggregate(last=Max("beat_at"))["last"]
    errors = Recurring.objects.exclude(error="").order_by("name").values_list("name", "error")
    return State(
        **counts,
        failed=Job.objects.filter(failed_at__isnull=False).count(),
        last_beat=last_beat,
        worker_lives=last_beat is not None and last_beat > at - SILENT_AFTER,
        recurring_errors=tuple(errors),
    )


def dead_jobs(*, limit: int = 50) -> list[DeadJob]:
    """The jobs that died latest, at most `limit`."""
    rows = Job.objects.filter(failed_at__isnull=False).order_by("-failed_at")[:limit]
    return [DeadJob(*row) for row in rows.values_list("kind", "key", "failed_at", "error")]
