"""How far the search index has read a county's ledger: so many leaves in the order of their tree."""

from django.db import models


class SearchMark(models.Model):
    county = models.CharField(primary_key=True, max_length=6)
    read = models.BigIntegerField(default=0)

    class Meta:
        app_label = "xiangli"
