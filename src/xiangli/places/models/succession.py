"""What followed a code that ended: a place split has several successors, a place merged shares its one with others."""

from django.db import models


class Succession(models.Model):
    """``old`` ended the day before ``on``; its ground, or a part of it, is ``new``'s from then."""

    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    old = models.CharField(max_length=16)
    new = models.CharField(max_length=16)
    on = models.DateField()
    change = models.UUIDField()

    class Meta:
        app_label = "xiangli"
        constraints = [models.UniqueConstraint(fields=["county", "old", "new"], name="succession_once")]
        indexes = [models.Index(fields=["county", "new"], name="succession_new")]
