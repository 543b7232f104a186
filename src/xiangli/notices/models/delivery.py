"""One message on its way through one channel to one reader. ``state`` is one of STATES, and ends ``sent`` or ``failed``."""

from django.db import models

STATES = ("waiting", "sent", "failed")
"""``waiting`` until ``due_at`` (quiet hours, or the next try); ``sent``: the gateway took it; ``failed``: given up."""


class Delivery(models.Model):
    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    notice = models.UUIDField()
    way = models.UUIDField(null=True)
    channel = models.CharField(max_length=12)
    reader = models.CharField(max_length=64)
    state = models.CharField(max_length=8, default="waiting")
    tries = models.IntegerField(default=0)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, default="")
    made_at = models.DateTimeField()

    class Meta:
        app_label = "xiangli"
        constraints = [
            models.UniqueConstraint(fields=["county", "notice", "way"], name="delivery_once", nulls_distinct=False),
            models.CheckConstraint(condition=models.Q(state__in=STATES), name="delivery_in_a_closed_state"),
        ]
        indexes = [models.Index(fields=["county", "state", "made_at"], name="delivery_state")]
