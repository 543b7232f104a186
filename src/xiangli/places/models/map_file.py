"""A map file that a county handed in: what it is, in which datum, and whether its borders are in force."""

from django.db import models


class Datum(models.TextChoices):
    """The datum of a map's degrees. CGCS2000 and WGS-84 lie within a metre of each other; GCJ-02 is shifted on purpose."""

    WGS84 = "wgs84", "WGS-84"
    CGCS2000 = "cgcs2000", "CGCS2000"
    GCJ02 = "gcj02", "GCJ-02"


class MapFile(models.Model):
    """``told`` is what the file says of its own reference system, ``said`` the datum it was handed in as, ``datum`` the
    one it is taken as (empty while that is asked).

    ``doubt`` holds the figures that raised the question: metres from the county's border as said and as the other.
    """

    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12)
    digest = models.BinaryField(max_length=32)
    told = models.TextField(blank=True)
    said = models.CharField(max_length=10, choices=Datum)
    datum = models.CharField(max_length=10, choices=Datum, blank=True)
    doubt = models.JSONField(default=dict)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    published_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=120, blank=True)

    class Meta:
        app_label = "xiangli"
        indexes = [models.Index(fields=["county", "at", "id"], name="map_of_county")]
