"""Where values came from: a sheet of a file, or somebody who typed them; with the moment and the day they speak of."""

from django.db import models


class Source(models.Model):
    """``form`` is ``file`` or ``typed``; ``columns`` tells for each field its column in the sheet, as letters."""

    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    place = models.CharField(max_length=12)
    form = models.CharField(max_length=8)
    file = models.CharField(max_length=200, default="")
    sheet = models.CharField(max_length=64, default="")
    digest = models.CharField(max_length=64, default="")
    columns = models.JSONField(default=dict)
    day = models.DateField()
    by = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        app_label = "xiangli"
        indexes = [models.Index(fields=["county", "place", "at"], name="source_latest")]
