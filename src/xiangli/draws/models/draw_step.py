"""One step of a draw: named (``announce``), drawn (``draw``), or put right (``correct``); never changed, its leaf beside it."""

from django.db import models

from xiangli.proof.canonical import Encoder


class DrawStep(models.Model):
    """``draw`` is the id of the first step; ``seq`` counts from 1. ``request`` is the client's id."""

    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    place = models.CharField(max_length=16)
    draw = models.UUIDField()
    seq = models.IntegerField()
    verb = models.CharField(max_length=12)
    at = models.DateTimeField()
    actor = models.CharField(max_length=120)
    data = models.JSONField(encoder=Encoder)
    request = models.UUIDField()
    salt = models.BinaryField(max_length=16)
    leaf = models.BinaryField(max_length=32)

    class Meta:
        app_label = "xiangli"
        constraints = [
            models.UniqueConstraint(fields=["county", "draw", "seq"], name="draw_step_in_its_turn"),
            models.UniqueConstraint(fields=["county", "request"], name="draw_step_once_a_request"),
        ]
        indexes = [models.Index(fields=["county", "at"], name="draw_step_latest")]
