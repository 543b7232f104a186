"""A sign-in: a name and a password; what it may do is told by its person's posts, nowhere else."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """``must_change``: the password was given by somebody else. ``second_factor_at``: since when a code is asked for.

    ``unlocked_at``: failures before this moment no longer count.
    """

    must_change = models.BooleanField(default=False)
    second_factor_at = models.DateTimeField(null=True)
    unlocked_at = models.DateTimeField(null=True)

    class Meta(AbstractUser.Meta):
        app_label = "xiangli"
