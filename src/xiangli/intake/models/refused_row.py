"""A row that was not taken, kept whole with its place in the file and the reason: nothing is lost."""

from django.db import models


class RefusedRow(models.Model):
    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    batch = models.UUIDField()
    row = models.IntegerField()
    sheet = models.CharField(max_length=60, default="")
    cell = models.CharField(max_length=12, default="")
    reason = models.CharField(max_length=300)
    content = models.TextField()

    class Meta:
        app_label = "xiangli"
        indexes = [models.Index(fields=["county", "batch", "row"], name="refused_batch")]
