"""A recovery code stands in for the code generator once; only its SHA-256 is kept (it is 80 random bits already)."""

from django.conf import settings
from django.db import models


class RecoveryCode(models.Model):
    id = models.UUIDField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="recovery_codes")
    digest = models.BinaryField(max_length=32)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "xiangli"
