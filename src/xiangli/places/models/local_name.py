"""What people call a place below or at the village, beside its own name: 塘边, 老供销社, 张家里."""

from django.db import models


class LocalName(models.Model):
    """``place`` bears the name from ``since`` until the day before ``until``; null while people say it."""

    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    town = models.CharField(max_length=9)
    place = models.CharField(max_length=16)
    name = models.CharField(max_length=32)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        app_label = "xiangli"
        constraints = [models.UniqueConstraint(fields=["county", "place", "name"], name="local_name_once")]
        indexes = [models.Index(fields=["county", "town"], name="local_name_town")]
