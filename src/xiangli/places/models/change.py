"""A change made to the places of a county: who, when, and what of it; never changed afterwards."""

from django.db import models


class Change(models.Model):
    """``id`` is the client's id of the request, ``body`` the SHA-256 of what was asked: sent twice it is one change.

    Each change also tells a running process that what it keeps in memory of a county's places is old.
    """

    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    verb = models.CharField(max_length=16)
    place = models.CharField(max_length=16)
    data = models.JSONField()
    body = models.BinaryField(max_length=32)
    by = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        app_label = "xiangli"
        indexes = [models.Index(fields=["county", "at", "id"], name="change_of_county")]
