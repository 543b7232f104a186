"""Put a job on the table."""

from datetime import datetime
from typing import Any

from xiangli.work.models import Job


def enqueue(*, kind: str, key: str, payload: dict[str, Any], run_at: datetime) -> None:
    """Have `kind`'s handler run with `payload` (JSON-safe), not before `run_at` (aware).

    Idempotent by `key` (≤ 200 characters): a key that is known, even from a job long done, changes nothing. Call it
    inside the transaction of the act that wants the work: both stand or neither. One statement.
    """
    enqueue_many([Job(kind=kind, key=key, payload=payload, run_at=run_at)])


def enqueue_many(jobs: list[Job]) -> None:
    """The same for many jobs not yet saved, in one statement per 500."""
    Job.objects.bulk_create(jobs, ignore_conflicts=True, batch_size=500)
