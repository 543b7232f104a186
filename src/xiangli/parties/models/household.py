"""A household 户: where it lives (a village, or its group or grid below), with its dates. Names are sealed, not here.

``door`` is the number on the door, ``number`` the household's running number in its village as the village says it.
"""

from django.db import models


class Household(models.Model):
    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    village = models.CharField(max_length=12)
    home = models.CharField(max_length=16)
    door = models.CharField(max_length=60, default="")
    number = models.IntegerField()
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        app_label = "xiangli"
        constraints = [models.UniqueConstraint(fields=["county", "village", "number"], name="household_number")]
