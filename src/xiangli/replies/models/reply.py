"""A good reply kept as knowledge: what is asked, what is answered, who answers for it, until when it is true."""

from django.db import models


class Reply(models.Model):
    """``owner`` is the office that answers for the words; past ``until`` it is shown as expired and drafts nothing."""

    id = models.UUIDField(primary_key=True)
    county = models.CharField(max_length=6)
    topic = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    text = models.TextField()
    basis = models.CharField(max_length=200, default="")
    owner = models.CharField(max_length=64)
    until = models.DateField()
    matter = models.UUIDField(null=True)
    kept_at = models.DateTimeField()
    kept_by = models.CharField(max_length=120)
    gone_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "xiangli"
        indexes = [
            models.Index(
                fields=["county", "topic", "until"], name="reply_topic", condition=models.Q(gone_at__isnull=True)
            )
        ]
