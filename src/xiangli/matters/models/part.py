"""A part owed: an office was asked to assist (协办) with an open matter and has not answered yet.

Not truth but an index for its inbox: the rows of a matter are what its entries say (``Standing.assists``).
"""

from django.db import models


class Part(models.Model):
    county = models.CharField(max_length=6)
    matter = models.UUIDField()
    office = models.CharField(max_length=64)
    since = models.DateTimeField()

    class Meta:
        app_label = "xiangli"
        constraints = [models.UniqueConstraint(fields=["county", "office", "matter"], name="part_once")]
        indexes = [models.Index(fields=["county", "matter"], name="part_matter")]
