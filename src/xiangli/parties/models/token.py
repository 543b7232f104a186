"""A token lets a program act under a post; only its SHA-256 is kept."""

from django.db import models


class Token(models.Model):
    id = models.UUIDField(primary_key=True)
    post = models.ForeignKey("xiangli.Post", on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=40)
    digest = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "xiangli"
