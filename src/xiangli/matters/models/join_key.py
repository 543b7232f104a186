"""Blocking keys of the reports of open matters: what two tellings of one event are likely to share.

Not truth but an index: rows go when their matter ends and are made again when it reopens. A report's own keys stand in
its proposal, so the rows of a report are found by the one index there is.
"""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import QuerySet


class JoinKey(models.Model):
    """``place`` is the report's own: two sites are never one event, so it is asked for together with the key."""

    county = models.CharField(max_length=6)
    key = models.BigIntegerField()
    place = models.CharField(max_length=24)
    matter = models.UUIDField()
    report = models.UUIDField()

    class Meta:
        app_label = "xiangli"
        indexes = [models.Index(fields=["county", "key", "place", "matter", "report"], name="join_key")]


def rows_of(reports: Iterable[Any], *, matter: UUID) -> Iterator[JoinKey]:
    """The rows that these reports have while ``matter`` is open."""
    for r in reports:
        for key in r.proposal["keys"]:
            yield JoinKey(county=r.county, key=key, place=r.place, matter=matter, report=r.id)


def held_of(report: Any) -> QuerySet[JoinKey]:
    """The rows a report has now."""
    keys = report.proposal["keys"]
    return JoinKey.objects.filter(county=report.county, key__in=keys, place=report.place, report=report.id)
