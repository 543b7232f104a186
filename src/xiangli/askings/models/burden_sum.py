"""Partial sums of askings: by village and month, and by county, asking line and month; always equal to a recount."""

from django.db import models


class BurdenSum(models.Model):
    """One sum. ``place`` a village with ``line`` '*' (all askers), or a county with one line ('' for nobody named).

    ``squares``: of the likely minutes, for an honest range of a difference; ``cells`` and ``held`` are cells of sheets.
    """

    county = models.CharField(max_length=6)
    place = models.CharField(max_length=16)
    line = models.CharField(max_length=40)
    month = models.IntegerField()
    askings = models.BigIntegerField(default=0)
    likely = models.BigIntegerField(default=0)
    low = models.BigIntegerField(default=0)
    high = models.BigIntegerField(default=0)
    squares = models.BigIntegerField(default=0)
    cells = models.BigIntegerField(default=0)
    held = models.BigIntegerField(default=0)

    class Meta:
        app_label = "xiangli"
        constraints = [models.UniqueConstraint(fields=["county", "place", "line", "month"], name="burden_sum_once")]
