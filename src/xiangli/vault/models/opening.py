"""One opening of a sealed record: who, when, for what stated purpose.

Of a reporter's record ``matter`` and ``entry`` name the matter and its entry in the ledger; of a member of a household
``matter`` is null, ``household`` names it and ``entry`` is the deed.
"""

from django.db import models


class Opening(models.Model):
    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    record = models.UUIDField()
    matter = models.UUIDField(null=True)
    household = models.UUIDField(null=True)
    entry = models.UUIDField()
    actor = models.CharField(max_length=120)
    purpose = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        app_label = "xiangli"
        indexes = [models.Index(fields=["county", "record"], name="opening_record")]
