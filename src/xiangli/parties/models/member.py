"""A member of a household from a day to a day. ``record`` is the sealed record of name, phone, identity number.

``kin`` is the relation to the head as the register of households says it; ``why_left`` one of WHY_LEFT.
"""

from django.db import models


class Member(models.Model):
    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    household = models.UUIDField()
    record = models.UUIDField()
    name_blind = models.BinaryField(max_length=32)
    kin = models.CharField(max_length=12)
    since = models.DateField()
    until = models.DateField(null=True)
    why_left = models.CharField(max_length=12, default="")

    class Meta:
        app_label = "xiangli"
        indexes = [
            models.Index(fields=["county", "household", "since"], name="member_of_household"),
            models.Index(fields=["county", "name_blind"], name="member_name"),
        ]
