"""How far a county's ledger was looked over for corrections and pairs: so many leaves in the order of their tree."""

from django.db import models


class LookMark(models.Model):
    county = models.CharField(primary_key=True, max_length=6)
    read = models.BigIntegerField(default=0)

    class Meta:
        app_label = "xiangli"
