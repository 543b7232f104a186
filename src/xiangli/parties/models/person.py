"""A member of staff: the name shown to others. Residents' names are sealed in the vault, not here."""

from django.conf import settings
from django.db import models


class Person(models.Model):
    id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=40)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="person")

    class Meta:
        app_label = "xiangli"
