"""An entry: one act on one matter, never changed, its leaf beside it. ``seq`` is compare-and-set."""

from django.db import models

from xiangli.proof.canonical import Encoder


class Entry(models.Model):
    """``data`` holds text, whole numbers, booleans, lists, mappings and null only, in canonical form; ``request`` is the client's id."""

    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    matter = models.UUIDField()
    seq = models.IntegerField()
    verb = models.CharField(max_length=24)
    at = models.DateTimeField()
    actor = models.CharField(max_length=120)
    data = models.JSONField(encoder=Encoder)
    request = models.UUIDField(null=True)
    salt = models.BinaryField(max_length=16)
    leaf = models.BinaryField(max_length=32)

    class Meta:
        app_label = "xiangli"
        constraints = [
            models.UniqueConstraint(fields=["county", "matter", "seq"], name="entry_in_its_turn"),
            models.UniqueConstraint(fields=["county", "request"], name="entry_once_a_request"),
        ]
