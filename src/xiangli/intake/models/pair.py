"""A pair: a new matter and an older one that may be the same event, but not surely. A person says which."""

from django.db import models


class Pair(models.Model):
    """``report`` opened ``matter`` and stands beside ``other``; ``decided`` is empty, ``one`` or ``apart``."""

    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    town = models.CharField(max_length=9)
    report = models.UUIDField()
    matter = models.UUIDField()
    other = models.UUIDField()
    percent = models.IntegerField()
    at = models.DateTimeField()
    decided = models.CharField(max_length=8, default="")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "xiangli"
        indexes = [
            models.Index(fields=["county", "at", "id"], name="pair_open", condition=models.Q(decided="")),
            models.Index(fields=["county", "decided", "decided_at"], name="pair_decided"),
        ]
