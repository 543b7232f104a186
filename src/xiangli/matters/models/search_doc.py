"""What the search index holds of one report: enough to make its tokens again, so that they can be taken out exactly.

Not truth but an index, written after the fact by ``matters.acts.index_search``; it can be dropped and made anew.
"""

from django.db import models


class SearchDoc(models.Model):
    """``id`` is the row of the index (newest highest), ``offices`` all that have or had the matter, with blanks between."""

    id = models.BigAutoField(primary_key=True)
    county = models.CharField(max_length=6)
    report = models.UUIDField()
    matter = models.UUIDField()
    number = models.CharField(max_length=24)
    offices = models.TextField()

    class Meta:
        app_label = "xiangli"
        constraints = [models.UniqueConstraint(fields=["county", "report"], name="search_once_a_report")]
        indexes = [models.Index(fields=["county", "matter"], name="search_matter")]
