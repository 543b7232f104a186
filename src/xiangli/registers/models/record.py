"""One record of a register: what is held of a person, a household, a group, a post, a site, a contract, the village.

A person's record has the id of her sealed record in the vault and of her membership in a household (``parties``); a
household's record has the household's id. ``values`` are plain facts by field id (numbers with a fraction as text),
``sources`` tells for each source and row (``<source>/<row>``) the fields that came from it.

``personal`` and ``health`` are sealed envelopes; name, phone and identity number of a person lie in the vault's own.
``digests`` has a keyed digest of each sealed value, so that one sees that a value changed without opening it;
``name_blind`` and ``number_blind`` find a person or a household by her name or number, again without opening.
"""

from django.db import models


class Record(models.Model):
    """``key`` tells the record from the others of its kind in the village; for a person it is made of a blind index.

    ``since`` null: since before anything was noted here; ``until`` null: it stands.
    """

    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    place = models.CharField(max_length=12)
    kind = models.CharField(max_length=16)
    key = models.CharField(max_length=80)
    parent = models.UUIDField(null=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    values = models.JSONField()
    sources = models.JSONField()
    digests = models.JSONField()
    personal = models.BinaryField(null=True)
    health = models.BinaryField(null=True)
    name_blind = models.BinaryField(max_length=32, null=True)
    number_blind = models.BinaryField(max_length=32, null=True)
    seq = models.IntegerField()

    class Meta:
        app_label = "xiangli"
        constraints = [models.UniqueConstraint(fields=["county", "place", "kind", "key"], name="record_key")]
        indexes = [
            models.Index(fields=["county", "parent"], name="record_parent"),
            models.Index(fields=["county", "name_blind"], name="record_name"),
            models.Index(fields=["county", "number_blind"], name="record_number"),
        ]
