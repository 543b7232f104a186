"""The outer door of one channel in one county: where it stands and whether it is open. The secret is sealed, written and never shown."""

from django.db import models


class Gateway(models.Model):
    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    channel = models.CharField(max_length=12)
    url = models.CharField(max_length=200)
    sender = models.CharField(max_length=80, default="")
    secret = models.BinaryField(max_length=600, default=b"")
    open = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    class Meta:
        app_label = "xiangli"
        constraints = [models.UniqueConstraint(fields=["county", "channel"], name="one_gateway_a_channel")]
