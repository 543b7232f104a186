"""A knock: one attempt to sign in to an account that exists, taken or not; its owner is told of those that failed.

Kept for ninety days, then removed: it serves the owner and the lock, not a record of when people work.
"""

from django.conf import settings
from django.db import models


class Knock(models.Model):
    """``step`` is password or code."""

    id = models.UUIDField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="knocks")
    at = models.DateTimeField()
    step = models.CharField(max_length=8)
    taken = models.BooleanField()
    address = models.CharField(max_length=45)

    class Meta:
        app_label = "xiangli"
        indexes = [models.Index(fields=["user", "at"], name="knock_of_a_user")]
