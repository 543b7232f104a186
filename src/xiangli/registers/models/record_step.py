"""One change of one record: which fields, from which sources, in force from which day; never changed, its leaf beside it.

A sealed value stands here as its keyed digest only. The record is the fold of its steps.
"""

from django.db import models

from xiangli.proof.canonical import Encoder


class RecordStep(models.Model):
    """``day`` is when the change took effect, ``at`` when it was noted.

    ``changes`` holds what differs: under ``values`` field → value (null: held no longer), under ``sealed`` field →
    digest, under ``from`` source and row → fields, and ``parent``, ``since``, ``until`` where they change. ``request`` is
    the client's id: one request changes many records, each once.
    """

    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    place = models.CharField(max_length=12)
    record = models.UUIDField()
    seq = models.IntegerField()
    at = models.DateTimeField()
    day = models.DateField()
    verb = models.CharField(max_length=12)
    changes = models.JSONField(encoder=Encoder)
    actor = models.CharField(max_length=120)
    request = models.UUIDField()
    salt = models.BinaryField(max_length=16)
    leaf = models.BinaryField(max_length=32)

    class Meta:
        app_label = "xiangli"
        constraints = [
            models.UniqueConstraint(fields=["county", "record", "seq"], name="record_step_in_its_turn"),
            models.UniqueConstraint(fields=["county", "request", "record"], name="record_step_once"),
        ]
        indexes = [models.Index(fields=["county", "place", "at"], name="record_step_latest")]
