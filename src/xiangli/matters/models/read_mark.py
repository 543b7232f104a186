"""How far one reader has followed a county's ledger: so many leaves in the order of their tree."""

from django.db import models


class ReadMark(models.Model):
    county = models.CharField(max_length=6)
    reader = models.CharField(max_length=24)
    read = models.BigIntegerField(default=0)

    class Meta:
        app_label = "xiangli"
        constraints = [models.UniqueConstraint(fields=["county", "reader"], name="one_mark_a_reader")]
