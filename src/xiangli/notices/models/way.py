"""How one person of staff, or one office's group, wishes to be told beside our own pages. The address is sealed.

``person`` or ``office`` (``line@place``) is set. ``quiet_from`` and ``quiet_to`` are minutes of the day, Shanghai time,
between which nothing is sent (they may span midnight); equal means no quiet hours.
"""

from django.db import models


class Way(models.Model):
    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    person = models.ForeignKey("xiangli.Person", null=True, on_delete=models.PROTECT, related_name="ways")
    office = models.CharField(max_length=64, default="")
    channel = models.CharField(max_length=12)
    address = models.BinaryField(max_length=600)
    shown = models.CharField(max_length=60)
    quiet_from = models.IntegerField(default=0)
    quiet_to = models.IntegerField(default=0)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "xiangli"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, office="")
                | (models.Q(person__isnull=True) & ~models.Q(office="")),
                name="way_of_a_person_or_an_office",
            ),
        ]
        indexes = [models.Index(fields=["county", "office"], name="way_office", condition=~models.Q(office=""))]
