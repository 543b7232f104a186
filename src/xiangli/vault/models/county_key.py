"""A county's sealing key, wrapped by the master key; losing the row makes its sealed values unreadable for good."""

from django.db import models


class CountyKey(models.Model):
    county = models.CharField(max_length=6, primary_key=True)
    wrapped = models.BinaryField(max_length=80)
    made_at = models.DateTimeField()

    class Meta:
        app_label = "xiangli"
