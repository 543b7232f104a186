"""One entry's salted hash and, once the sequencer has passed, its place in the county's tree."""

from django.db import models
from django.db.models import Q


class Leaf(models.Model):
    """Written in the same transaction as its entry, with `idx` empty; afterwards only `idx` is ever filled, once."""

    entry = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    leaf = models.BinaryField(max_length=32)
    idx = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        app_label = "xiangli"
        constraints = [
            models.UniqueConstraint(fields=["county", "idx"], name="leaf_county_idx"),
            models.CheckConstraint(condition=Q(idx__isnull=True) | Q(idx__gte=0), name="leaf_idx_not_negative"),
        ]
        indexes = [models.Index(fields=["county", "entry"], condition=Q(idx__isnull=True), name="leaf_waiting")]
