"""One time a matter was put into an outer system: by hand (minutes counted) or in a file (none). Counts double entry.

It counts the system that asks, never the person who types.
"""

from django.db import models


class KeyedIn(models.Model):
    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    system = models.CharField(max_length=40)
    matter = models.UUIDField()
    entry = models.UUIDField()
    way = models.CharField(max_length=8)
    minutes = models.IntegerField()
    fields = models.IntegerField()
    at = models.DateTimeField()

    class Meta:
        app_label = "xiangli"
        indexes = [models.Index(fields=["county", "system", "at"], name="keyed_system")]
