"""A matter whose place ended and which followed its ground: where it was registered, so that counts can be as of then."""

from django.db import models


class Followed(models.Model):
    """``was`` the place it came with, ``place`` the one the last change of borders took it to, ``change`` that change."""

    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    matter = models.UUIDField()
    was = models.CharField(max_length=16)
    place = models.CharField(max_length=16)
    change = models.UUIDField()

    class Meta:
        app_label = "xiangli"
        constraints = [models.UniqueConstraint(fields=["county", "matter"], name="followed_once_a_matter")]
