"""A column of a form that was asked of a place: how a question asked again is found."""

from django.db import models


class AskedColumn(models.Model):
    """``column`` is the plain name of what was asked (or the dictionary's field id where a sheet was read)."""

    county = models.CharField(max_length=6)
    place = models.CharField(max_length=16)
    column = models.CharField(max_length=40)
    asking = models.UUIDField()
    line = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()

    class Meta:
        app_label = "xiangli"
        constraints = [
            models.UniqueConstraint(fields=["county", "place", "column", "asking"], name="asked_column_once")
        ]
