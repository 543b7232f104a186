"""A post ties a person to an organisation for a term: places × lines × acts.

``places`` are codes (each covers what lies under it), ``lines`` business lines or ``*``, ``acts`` words of
``parties.reads.may.ACTS``. ``until`` is the last day; null while it runs.
"""

from django.db import models


class Post(models.Model):
    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey("xiangli.Person", on_delete=models.PROTECT, related_name="posts")
    organisation = models.ForeignKey("xiangli.Organisation", on_delete=models.PROTECT, related_name="posts")
    name = models.CharField(max_length=40)
    places = models.JSONField(default=list)
    lines = models.JSONField(default=list)
    acts = models.JSONField(default=list)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        app_label = "xiangli"
