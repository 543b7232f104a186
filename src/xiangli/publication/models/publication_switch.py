"""Whether a county publishes answers at all; no row means no."""

from django.db import models


class PublicationSwitch(models.Model):
    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    open = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    class Meta:
        app_label = "xiangli"
        constraints = [models.UniqueConstraint(fields=["county"], name="one_publication_switch")]
