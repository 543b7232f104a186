"""A report: what somebody said, in their words, and where it came from. Several may belong to one matter.

``body`` is the SHA-256 of what the client sent: the same id with another body is refused. ``follow`` is the hash of
the follow code. ``reporter`` names the sealed record, if the person left a name or a number.
"""

from django.db import models
from django.db.models import Q


class Report(models.Model):
    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    matter = models.UUIDField()
    place = models.CharField(max_length=16)
    channel = models.CharField(max_length=16)
    title = models.CharField(max_length=120)
    text = models.TextField()
    body = models.BinaryField(max_length=32)
    source = models.CharField(max_length=60)
    outer_id = models.CharField(max_length=80)
    outer_at = models.DateTimeField(null=True)
    proposal = models.JSONField()
    received_at = models.DateTimeField()
    follow = models.BinaryField(max_length=16)
    reporter = models.UUIDField(null=True)

    class Meta:
        app_label = "xiangli"
        indexes = [
            models.Index(fields=["county", "matter"], name="report_matter"),
            models.Index(fields=["follow"], name="report_follow"),
            models.Index(
                fields=["county", "source", "received_at"], name="report_open311", condition=Q(channel="open311")
            ),
        ]
