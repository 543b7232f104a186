"""A list as one person wants to see it again: its page and what it was narrowed to, under a name of her own."""

from django.db import models

from xiangli.parties.models.person import Person


class SavedView(models.Model):
    """``query`` is the part of the address after ``?``; only she sees it."""

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="views")
    page = models.CharField(max_length=40)
    name = models.CharField(max_length=20)
    query = models.CharField(max_length=400)
    made_at = models.DateTimeField()

    class Meta:
        app_label = "xiangli"
        constraints = [models.UniqueConstraint(fields=["person", "page", "name"], name="one_view_of_a_name")]
