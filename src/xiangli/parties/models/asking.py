"""An asking: a strong right, or a reset for somebody who holds one, waits here until a second person has looked."""

from django.db import models


class Asking(models.Model):
    """``kind``: appoint, reset_password, drop_second_factor. ``granted`` is null while it waits."""

    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    kind = models.CharField(max_length=24)
    person = models.ForeignKey("xiangli.Person", on_delete=models.PROTECT, related_name="askings")
    data = models.JSONField(default=dict)
    said = models.CharField(max_length=200)
    asked_by = models.UUIDField(null=True)
    asked_by_name = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    ruled_by_name = models.CharField(max_length=120, default="")
    ruled_at = models.DateTimeField(null=True)
    granted = models.BooleanField(null=True)

    class Meta:
        app_label = "xiangli"
        indexes = [models.Index(fields=["county", "ruled_at", "asked_at"], name="asking_waiting")]
