"""One folder of rosters brought in: its files, what it changed, the rows left out and why, who may be one person twice."""

from django.db import models


class RosterLoad(models.Model):
    """``id`` is the client's id. ``rejected``, ``notes`` and ``likely`` hold file, sheet, row and words, never a name or number."""

    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    place = models.CharField(max_length=12)
    day = models.DateField()
    files = models.JSONField()
    made = models.JSONField()
    rejected = models.JSONField()
    notes = models.JSONField()
    likely = models.JSONField()
    by = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        app_label = "xiangli"
        indexes = [models.Index(fields=["county", "place", "at"], name="roster_load_latest")]
