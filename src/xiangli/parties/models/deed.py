"""A deed: one act on staff, rights or households, appended and never changed or deleted; who did it, to whom, when.

``request`` is the client's id: the same one again is the same deed. ``subject`` is the person, post or household.
Nothing secret stands in ``data``: no password, code or resident's name.
"""

from django.db import models


class Deed(models.Model):
    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    verb = models.CharField(max_length=32)
    at = models.DateTimeField()
    actor = models.CharField(max_length=120)
    person = models.UUIDField(null=True)
    subject = models.UUIDField(null=True)
    said = models.CharField(max_length=200)
    data = models.JSONField(default=dict)
    request = models.UUIDField()

    class Meta:
        app_label = "xiangli"
        constraints = [models.UniqueConstraint(fields=["county", "request"], name="deed_once_a_request")]
        indexes = [
            models.Index(fields=["county", "at"], name="deed_latest"),
            models.Index(fields=["county", "subject", "at"], name="deed_subject"),
        ]
