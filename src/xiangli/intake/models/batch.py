"""One file brought in: its counts grow while it runs; N = A + P + R + F, J within A."""

from django.db import models


class Batch(models.Model):
    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    place = models.CharField(max_length=16)
    name = models.CharField(max_length=200)
    path = models.CharField(max_length=300)
    actor = models.CharField(max_length=120)
    at = models.DateTimeField()
    total = models.IntegerField(null=True)
    received = models.IntegerField(default=0)
    accepted = models.IntegerField(default=0)
    joined = models.IntegerField(default=0)
    repeated = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    failed = models.IntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, default="")

    class Meta:
        app_label = "xiangli"
