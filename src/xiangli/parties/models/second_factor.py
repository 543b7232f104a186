"""A second factor: the secret of a person's code generator (RFC 6238), sealed; it counts once ``confirmed_at`` is set.

``last_step`` is the newest 30-second step a code was taken for, so that no code works twice.
"""

from django.conf import settings
from django.db import models


class SecondFactor(models.Model):
    id = models.UUIDField(primary_key=True)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="second_factor")
    box = models.BinaryField(max_length=120)
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)

    class Meta:
        app_label = "xiangli"
