"""A sealed record: name, phone and identity number of one person, AES-256-GCM under the county's key.

``blind`` is a keyed hash of the phone number, so that the same number is found again without opening anything.
"""

from django.db import models


class Sealed(models.Model):
    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    box = models.BinaryField()
    blind = models.BinaryField(max_length=32, null=True)
    sealed_at = models.DateTimeField()

    class Meta:
        app_label = "xiangli"
        indexes = [models.Index(fields=["county", "blind"], name="sealed_blind")]
