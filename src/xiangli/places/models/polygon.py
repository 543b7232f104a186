"""The ground of one place as loaded from a file of the county's own (below the counties no open map has it)."""

from django.db import models


class Polygon(models.Model):
    code = models.CharField(max_length=16, primary_key=True)
    geometry = models.JSONField()  # GeoJSON Polygon or MultiPolygon, WGS-84
    source = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        app_label = "xiangli"
