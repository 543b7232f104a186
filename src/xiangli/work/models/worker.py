"""A worker process and its last sign of life."""

from django.db import models


class Worker(models.Model):
    """One row per worker process; `doctor` calls the worker stopped when no row has beaten lately."""

    name = models.CharField(primary_key=True, max_length=64)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField()

    class Meta:
        app_label = "xiangli"
        indexes = [models.Index(fields=["beat_at"], name="worker_beat")]
