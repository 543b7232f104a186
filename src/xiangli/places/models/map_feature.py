"""One shape of a map file: as it was given, and as degrees of WGS-84; what is wrong with it, and what is worth a look."""

from django.db import models


class MapFeature(models.Model):
    """``n`` counts from 1 in the file. ``given`` and ``geometry`` are GeoJSON; the latter is null where it cannot be told.

    ``faults`` keep the whole file from being published; ``notes`` (an overlap, an edge outside) do not.
    """

    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    map = models.UUIDField()
    n = models.IntegerField()
    code = models.CharField(max_length=16, blank=True)
    name = models.CharField(max_length=64, blank=True)
    given = models.JSONField()
    geometry = models.JSONField(null=True)
    faults = models.JSONField(default=list)
    notes = models.JSONField(default=list)

    class Meta:
        app_label = "xiangli"
        constraints = [models.UniqueConstraint(fields=["county", "map", "n"], name="map_feature_once")]
