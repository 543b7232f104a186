"""How the publication of a report stands: what its steps add up to, written in the same transaction as each of them."""

from django.db import models


class Publication(models.Model):
    """``state``: ``waiting`` (she agreed to this text, reviewers read it), ``asked`` (more was struck: she is asked again),
    ``published``, ``off`` (taken back or taken off), ``aside`` (its matter goes on).

    ``ended_at`` is the end of the matter that the text tells of: at another end, or none, nobody reads it.
    ``preparer`` and ``reviewers`` are persons, of this text alone. In ``off`` and ``aside`` no text is kept.
    """

    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    matter = models.UUIDField()
    report = models.UUIDField()
    place = models.CharField(max_length=16)
    state = models.CharField(max_length=12)
    seq = models.IntegerField()
    question = models.TextField(default="")
    answer = models.TextField(default="")
    office = models.CharField(max_length=64, default="")
    days = models.IntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    preparer = models.CharField(max_length=120, default="")
    reviewers = models.JSONField(default=list)
    published_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "xiangli"
        constraints = [models.UniqueConstraint(fields=["county", "report"], name="one_publication_a_report")]
        indexes = [models.Index(fields=["county", "state", "published_at"], name="publication_newest")]
