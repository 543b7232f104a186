"""An asking as it stands: the fold of its steps, kept for lists and counts."""

from django.db import models
from django.db.models import Q


class VillageAsking(models.Model):
    """``place`` is the village asked, ``line`` who asks ('' when nobody is named), ``month`` yyyymm of its coming.

    Minutes are an estimate for the one village (``askings.hours``): likely, low, high. ``held`` is percent of its cells
    held already. ``verdict`` and ``item`` are what admission said. ``done_at``: handed in; ``off``: taken off the count.
    """

    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    place = models.CharField(max_length=16)
    town = models.CharField(max_length=9)
    line = models.CharField(max_length=40, blank=True)
    level = models.CharField(max_length=12, blank=True)
    channel = models.CharField(max_length=12)
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=80)
    came_at = models.DateTimeField()
    month = models.IntegerField()
    due_at = models.DateTimeField(null=True)
    rows = models.IntegerField(null=True)
    columns = models.IntegerField(null=True)
    cells = models.IntegerField(default=0)
    held = models.IntegerField(default=0)
    likely = models.IntegerField()
    low = models.IntegerField()
    high = models.IntegerField()
    verdict = models.CharField(max_length=12)
    item = models.CharField(max_length=12, blank=True)
    seq = models.IntegerField(default=1)
    done_at = models.DateTimeField(null=True)
    off = models.BooleanField(default=False)

    class Meta:
        app_label = "xiangli"
        indexes = [
            models.Index(fields=["county", "place", "came_at"], name="asking_of_place"),
            models.Index(fields=["county", "month"], name="asking_of_month"),
            models.Index(
                fields=["county", "place", "due_at"], name="asking_open", condition=Q(done_at=None, off=False)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(low__lte=models.F("likely"), likely__lte=models.F("high")), name="asking_range"
            ),
        ]
