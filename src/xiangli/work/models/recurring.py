"""When a recurring duty ran last, so that two workers do not run it twice."""

from django.db import models


class Recurring(models.Model):
    """`next_at` is moved by compare-and-set before the duty runs: who moved it runs it."""

    name = models.CharField(primary_key=True, max_length=64)
    next_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    error = models.TextField(default="", blank=True)

    class Meta:
        app_label = "xiangli"
