"""An answer given to a matter, found again by its topic; the words stay in the entry and the report."""

from django.db import models


class GivenAnswer(models.Model):
    """``id`` is the answer's entry; ``report`` the first report of the matter, whose words it answered."""

    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    topic = models.CharField(max_length=60)
    matter = models.UUIDField()
    report = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        app_label = "xiangli"
        indexes = [models.Index(fields=["county", "topic", "at"], name="given_topic")]
