"""Forget jobs long done and workers long silent."""

from datetime import datetime, timedelta

from xiangli.work.models import Job, Worker

KEEP = timedelta(days=30)
"""How long a done job's key still guards against the same job coming again."""
KEEP_WORKER = timedelta(days=1)


def prune(*, at: datetime) -> None:
    """Delete jobs done more than KEEP ago. Dead jobs stay until somebody looks at them.

    Workers that were killed and so never left are forgotten after KEEP_WORKER.
    """
    Job.objects.filter(done_at__lt=at - KEEP).delete()
    Worker.objects.filter(beat_at__lt=at - KEEP_WORKER).delete()
