"""A correction: where a person overruled what a stage of intake proposed. A row to learn from; it names no member of staff.

``report`` leads to the words; when a report is taken away, its correction teaches nothing any more.
"""

from django.db import models


class Correction(models.Model):
    """``kind``: place, topic, owner or join. ``proposed`` with its confidence in percent, ``settled`` by the person.

    For ``join`` both are ``one`` or ``apart``, and ``other`` is the report it was put beside.
    """

    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    kind = models.CharField(max_length=8)
    report = models.UUIDField()
    other = models.UUIDField(null=True)
    entry = models.UUIDField(null=True)
    proposed = models.CharField(max_length=64)
    percent = models.IntegerField()
    settled = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        app_label = "xiangli"
        indexes = [models.Index(fields=["county", "kind", "at"], name="correction_kind")]
