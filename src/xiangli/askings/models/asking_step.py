"""One step of an asking: noted, corrected, handed in, taken off; never changed, its leaf beside it."""

from django.db import models

from xiangli.proof.canonical import Encoder


class AskingStep(models.Model):
    """``asking`` is the id of the first step; ``seq`` counts from 1. ``request`` is the client's id."""

    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    place = models.CharField(max_length=16)
    asking = models.UUIDField()
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
            models.UniqueConstraint(fields=["county", "asking", "seq"], name="asking_step_in_its_turn"),
            models.UniqueConstraint(fields=["county", "request"], name="asking_step_once_a_request"),
        ]
