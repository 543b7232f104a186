"""A ticket of an outer system: its number there, its own clock, and the columns of its export that say nothing of a person.

The report it became has the words; ``kept`` only what the outer system wants to see again in its own columns.
"""

from django.db import models


class OuterTicket(models.Model):
    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    system = models.CharField(max_length=40)
    number = models.CharField(max_length=80)
    report = models.UUIDField()
    outer_at = models.DateTimeField(null=True)
    outer_due = models.DateTimeField(null=True)
    kept = models.JSONField(default=dict)
    taken_at = models.DateTimeField()
    back_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "xiangli"
        constraints = [models.UniqueConstraint(fields=["county", "system", "number"], name="ticket_once_a_number")]
        indexes = [
            models.Index(fields=["county", "report"], name="ticket_report"),
            models.Index(
                fields=["county", "system", "taken_at"], name="ticket_open", condition=models.Q(back_at__isnull=True)
            ),
        ]
