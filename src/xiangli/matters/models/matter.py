"""A matter: one piece of business. Every column but the identity is the fold of its entries (``matters.fold``)."""

from django.db import models
from django.db.models import Q


class Matter(models.Model):
    """``county`` is the shard, ``owner`` an office (``line@place``), times are instants, ``seq`` the last entry's.

    ``wake_at``: when the clock next does something by itself; ``asks``: ``extension`` or ``appeal`` that waits to be
    decided; ``excluded``: left out of the count on appeal; ``parent``: the matter that opened this one;
    ``calendar``: the year of the last holiday notice its clocks are counted by.
    """

    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    city = models.CharField(max_length=4)
    town = models.CharField(max_length=9)
    place = models.CharField(max_length=16)
    number = models.CharField(max_length=24)
    procedure = models.CharField(max_length=40)
    edition = models.CharField(max_length=64)
    topic = models.CharField(max_length=60)
    item = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    step = models.CharField(max_length=40)
    owner = models.CharField(max_length=64, null=True)
    due_at = models.DateTimeField(null=True)
    outer_due = models.DateTimeField(null=True)
    late = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reports = models.IntegerField(default=1)
    seq = models.IntegerField()
    wake_at = models.DateTimeField(null=True)
    paused = models.BooleanField(default=False, db_default=False)
    asks = models.CharField(max_length=12, default="", db_default="")
    excluded = models.BooleanField(default=False, db_default=False)
    parent = models.UUIDField(null=True)
    calendar = models.SmallIntegerField()

    class Meta:
        app_label = "xiangli"
        constraints = [
            models.CheckConstraint(
                name="open_means_owned_and_due",
                condition=Q(ended_at__isnull=False) | (Q(due_at__isnull=False) & Q(owner__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["county", "due_at", "id"], name="matter_open", condition=Q(ended_at__isnull=True)),
            models.Index(
                fields=["county", "owner", "due_at", "id"], name="matter_owner", condition=Q(ended_at__isnull=True)
            ),
            models.Index(fields=["wake_at"], name="matter_wakes", condition=Q(wake_at__isnull=False)),
            models.Index(fields=["calendar", "due_at"], name="matter_calendar", condition=Q(ended_at__isnull=True)),
            models.Index(fields=["county", "parent"], name="matter_parent", condition=Q(parent__isnull=False)),
            models.Index(fields=["county", "asks", "id"], name="matter_asks", condition=~Q(asks="")),
            models.Index(fields=["county", "number"], name="matter_number"),
            models.Index(fields=["county", "ended_at"], name="matter_ended", condition=Q(ended_at__isnull=False)),
        ]
