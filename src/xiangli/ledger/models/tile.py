"""Stored node hashes, 256 to a row, in the cut of C2SP tlog-tiles: a proof reads a handful of rows however big the tree."""

from django.db import models


class Tile(models.Model):
    """Up to 256 hashes of 32 bytes: level 0 holds leaf hashes, level n the roots of full tiles of level n-1.

    Derived from the leaves: `xiangli ledger verify` computes every tile anew and compares.
    """

    id = models.BigAutoField(primary_key=True)
    county = models.CharField(max_length=6)
    level = models.SmallIntegerField()
    number = models.BigIntegerField()
    hashes = models.BinaryField(max_length=8192)

    class Meta:
        app_label = "xiangli"
        constraints = [models.UniqueConstraint(fields=["county", "level", "number"], name="tile_place")]
