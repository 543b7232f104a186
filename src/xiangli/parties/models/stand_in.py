"""A stand-in: for a term one person acts for another (``of``), or for an office at night (``organisation``).

Exactly one of the two is set. ``until`` is the instant from which she may no longer act; ``ended_at`` is set when the
term is cut short. The rows stay, since entries name who acted for whom.
"""

from django.db import models


class StandIn(models.Model):
    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    of = models.ForeignKey("xiangli.Person", null=True, on_delete=models.PROTECT, related_name="stood_in_by")
    organisation = models.ForeignKey("xiangli.Organisation", null=True, on_delete=models.PROTECT, related_name="duties")
    by = models.ForeignKey("xiangli.Person", on_delete=models.PROTECT, related_name="stands_in")
    since = models.DateTimeField()
    until = models.DateTimeField()
    set_by = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "xiangli"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(of__isnull=True, organisation__isnull=False)
                | models.Q(of__isnull=False, organisation__isnull=True),
                name="stand_in_for_a_person_or_an_office",
            ),
            models.CheckConstraint(condition=models.Q(until__gt=models.F("since")), name="stand_in_has_a_term"),
        ]
