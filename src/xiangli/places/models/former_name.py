"""A name that a place of today, or the place it took in, used to bear: people go on using it for years."""

from django.db import models


class FormerName(models.Model):
    code = models.CharField(max_length=16)  # the place of today
    name = models.CharField(max_length=64)
    until = models.DateField(null=True, blank=True)

    class Meta:
        app_label = "xiangli"
        constraints = [models.UniqueConstraint(fields=["code", "name"], name="former_name_once")]
