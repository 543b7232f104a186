"""An edition: one published version of a procedure or list. It never changes; a matter finishes under its own."""

from django.db import models


class Edition(models.Model):
    """``hash`` is SHA-256 (hex) of the canonical JSON; ``text`` the whole edition, needing no other file."""

    hash = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=40)
    version = models.CharField(max_length=24)
    text = models.TextField()
    published_at = models.DateTimeField()

    class Meta:
        app_label = "xiangli"
        constraints = [models.UniqueConstraint(fields=["kind", "name", "version"], name="edition_once")]
