"""A signed statement of a county's root at one size: the only thing the ledger publishes."""

from django.db import models

from xiangli.proof.ids import uuid7


class Checkpoint(models.Model):
    """`note` is the whole C2SP tlog-checkpoint, signature included; the other columns repeat it for queries."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.CharField(max_length=6)
    size = models.BigIntegerField()
    root = models.BinaryField(max_length=32)
    note = models.TextField()
    at = models.DateTimeField()

    class Meta:
        app_label = "xiangli"
        constraints = [models.UniqueConstraint(fields=["county", "size"], name="checkpoint_county_size")]
