"""Tables of the work room: jobs, workers and recurring duties."""

from xiangli.work.models.job import Job
from xiangli.work.models.recurring import Recurring
from xiangli.work.models.worker import Worker

__all__ = ["Job", "Recurring", "Worker"]
