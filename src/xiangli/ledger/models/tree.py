"""The standing of a county's tree: enough to append to it without reading a single old leaf."""

from django.db import models


class Tree(models.Model):
    """`size` leaves, `edge` = the compact range's hashes (32 bytes each, largest subtree first), `root` 32 bytes; `signed` = the last checkpoint's size."""

    county = models.CharField(primary_key=True, max_length=6)
    size = models.BigIntegerField(default=0)
    edge = models.BinaryField(default=b"")
    signed = models.BigIntegerField(default=0)
    root = models.BinaryField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        app_label = "xiangli"
