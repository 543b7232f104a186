"""The ground of one place in force, from a map file of the county's own (below the counties no open map has it)."""

from django.db import models

from xiangli.places.models.map_file import Datum


class Polygon(models.Model):
    """``given`` as the file had it, in ``datum``; ``geometry`` the same in degrees of WGS-84. Both GeoJSON."""

    code = models.CharField(max_length=16, primary_key=True)
    county = models.CharField(max_length=6)
    geometry = models.JSONField()
    given = models.JSONField()
    datum = models.CharField(max_length=10, choices=Datum)
    map = models.UUIDField()
    source = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        app_label = "xiangli"
        indexes = [models.Index(fields=["county", "code"], name="polygon_of_county")]
