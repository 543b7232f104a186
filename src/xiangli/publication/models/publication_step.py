"""One step towards or away from publication; never changed, its leaf beside it.

``verb``: ``agree``, ``withdraw`` (the reporter), ``prepare``, ``review``, ``take_off`` (staff), ``aside`` (the platform).
No step holds a word of what is published, only the digest of the text (``publication.text``).
"""

from django.db import models

from xiangli.proof.canonical import Encoder


class PublicationStep(models.Model):
    """``seq`` counts a publication's steps from 1; ``request`` is the client's id."""

    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    publication = models.UUIDField()
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
            models.UniqueConstraint(fields=["county", "publication", "seq"], name="publication_step_in_turn"),
            models.UniqueConstraint(fields=["county", "request"], name="publication_step_once"),
        ]
