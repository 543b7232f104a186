"""A sign-in: a name and a password; what it may do is told by its person's posts, nowhere else."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    class Meta(AbstractUser.Meta):
        app_label = "xiangli"
