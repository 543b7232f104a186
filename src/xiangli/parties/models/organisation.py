"""An organisation answers for one business line at one place: its office is ``line@place``; ``phone`` is for everybody."""

from django.db import models


class Organisation(models.Model):
    id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=80)
    line = models.CharField(max_length=40)
    place = models.CharField(max_length=16)
    phone = models.CharField(max_length=24, default="", blank=True)

    class Meta:
        app_label = "xiangli"
        constraints = [models.UniqueConstraint(fields=["line", "place"], name="one_organisation_an_office")]
