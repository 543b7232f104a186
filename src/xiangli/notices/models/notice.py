"""One message to one reader: an office (``line@place``) or the reporter of a report. Read on our own pages."""

from django.db import models


class Notice(models.Model):
    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    matter = models.UUIDField()
    entry = models.UUIDField()
    reader = models.CharField(max_length=64)
    text = models.CharField(max_length=400)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "xiangli"
        constraints = [models.UniqueConstraint(fields=["county", "entry", "reader"], name="notice_once")]
        indexes = [models.Index(fields=["county", "reader", "at"], name="notice_reader")]
