"""Blocking keys of the reports of open matters: what two tellings of one event are likely to share.

Not truth but an index: rows go when their matter ends and are made again when it reopens.
"""

from django.db import models


class JoinKey(models.Model):
    county = models.CharField(max_length=6)
    key = models.BigIntegerField()
    matter = models.UUIDField()
    report = models.UUIDField()

    class Meta:
        app_label = "xiangli"
        indexes = [
            models.Index(fields=["county", "key", "matter", "report"], name="join_key"),
            models.Index(fields=["county", "matter"], name="join_matter"),
        ]
