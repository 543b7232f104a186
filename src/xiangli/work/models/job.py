"""A piece of work that survives the process that wanted it."""

from django.db import models
from django.db.models import Q

from xiangli.proof.ids import uuid7


class Job(models.Model):
    """Waiting, held under a lease, done, or dead (`failed_at`: no attempts left). Same `key`, same job.

    `worker` names who holds the lease; when the lease has run out the job is free again (its worker was killed).
    `error` keeps the last failure, in the exception's own words.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=64)
    key = models.CharField(max_length=200, unique=True)
    payload = models.JSONField(default=dict)
    run_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=64, default="", blank=True)
    lease_until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    error = models.TextField(default="", blank=True)

    class Meta:
        app_label = "xiangli"
        constraints = [
            models.CheckConstraint(condition=Q(done_at__isnull=True) | Q(failed_at__isnull=True), name="job_one_end"),
        ]
        indexes = [
            models.Index(
                fields=["run_at", "id"], condition=Q(done_at__isnull=True, failed_at__isnull=True), name="job_open"
            ),
            models.Index(fields=["failed_at"], condition=Q(failed_at__isnull=False), name="job_dead"),
        ]
