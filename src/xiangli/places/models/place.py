"""A place: a division by official code, or what lies below the village (group, grid, hamlet, estate, building).

A code is an index, not jurisdiction. Equality on the level columns answers "all of a county"; a prefix search with
LIKE never does, as it uses no index on SQLite and only under one collation on PostgreSQL.
"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Substr


class Level(models.TextChoices):
    """How high a place stands; the code's length says the same (2, 4, 6, 9, 12 digits, more below the village)."""

    PROVINCE = "province", "省"
    PREFECTURE = "prefecture", "市州"
    COUNTY = "county", "县市区"
    TOWNSHIP = "township", "乡镇街道"
    VILLAGE = "village", "村社区"
    BELOW = "below", "村以下"


class Kind(models.TextChoices):
    """What a place is. A zone has offices and codes but no ground of its own: it lies in the counties around it."""

    DIVISION = "division", "行政区划"
    ZONE = "zone", "开发区、管理区"
    GROUP = "group", "组"
    GRID = "grid", "网格"
    HAMLET = "hamlet", "屋场"
    ESTATE = "estate", "小区"
    BUILDING = "building", "楼栋"


class Place(models.Model):
    code = models.CharField(max_length=16, primary_key=True)
    name = models.CharField(max_length=64)
    level = models.CharField(max_length=10, choices=Level)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.DIVISION)
    parent = models.CharField(max_length=16, blank=True)
    # A zone's ground belongs to the counties around it; this is the one that holds most of it, where known.
    second_parent = models.CharField(max_length=16, blank=True)
    # From the editions of the statistics bureau, so to the year; null = as far back, or on, as the editions go.
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    successor = models.CharField(max_length=16, blank=True)
    # Added or ended here by the county, not by the shipped edition: loading an edition leaves such a row alone.
    own = models.BooleanField(default=False)

    city = models.GeneratedField(
        expression=Substr("code", 1, 4), output_field=models.CharField(max_length=4), db_persist=True
    )
    county = models.GeneratedField(
        expression=Substr("code", 1, 6), output_field=models.CharField(max_length=6), db_persist=True
    )
    town = models.GeneratedField(
        expression=Substr("code", 1, 9), output_field=models.CharField(max_length=9), db_persist=True
    )
    village = models.GeneratedField(
        expression=Substr("code", 1, 12), output_field=models.CharField(max_length=12), db_persist=True
    )

    class Meta:
        app_label = "xiangli"
        indexes = [
            models.Index(fields=["parent", "code"], name="place_parent"),
            models.Index(fields=["county", "town", "village", "code"], name="place_own", condition=Q(own=True)),
            models.Index(fields=["county", "level", "code"], name="place_county"),
            models.Index(fields=["town", "code"], name="place_town"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.code}"
