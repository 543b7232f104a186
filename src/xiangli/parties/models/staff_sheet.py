"""A staff sheet that was read and waits to be looked through, or was carried out. No password stands in it."""

from django.db import models


class StaffSheet(models.Model):
    """``lines`` is what was read, one mapping a row; ``outcome`` what came of each row once carried out."""

    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    name = models.CharField(max_length=120)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    read_at = models.DateTimeField()
    lines = models.JSONField(default=list)
    faults = models.JSONField(default=list)
    done_at = models.DateTimeField(null=True)
    outcome = models.JSONField(default=list)

    class Meta:
        app_label = "xiangli"
