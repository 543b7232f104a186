"""A picture hung on a report: checked by content, drawn anew without EXIF, kept outside the web root."""

from django.db import models


class Attachment(models.Model):
    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    report = models.UUIDField()
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)
    digest = models.BinaryField(max_length=32)
    size = models.IntegerField()
    at = models.DateTimeField()

    class Meta:
        app_label = "xiangli"
        indexes = [models.Index(fields=["county", "report"], name="attachment_report")]
