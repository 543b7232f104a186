"""A ruling of a quarrel over whose matter it is, kept as precedent: this topic went to that office, on that ground.

Not truth but an index: each row repeats its entry, which also says by which item of the list.
"""

from django.db import models


class Ruling(models.Model):
    entry = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    matter = models.UUIDField()
    topic = models.CharField(max_length=60)
    owner = models.CharField(max_length=64)
    item = models.CharField(max_length=60)
    ground = models.CharField(max_length=500)
    at = models.DateTimeField()

    class Meta:
        app_label = "xiangli"
        indexes = [models.Index(fields=["county", "topic", "-at"], name="ruling_topic")]
