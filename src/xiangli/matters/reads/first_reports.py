"""The report that opened each of some matters: its words and what intake proposed."""

from collections.abc import Sequence
from uuid import UUID

from xiangli.matters.models import Report


def first_reports(*, matters: Sequence[UUID]) -> dict[UUID, Report]:
    """By matter id. One statement; none for no matter."""
    found: dict[UUID, Report] = {}
    if matters:
        for report in Report.objects.filter(matter__in=matters).order_by("received_at", "id"):
            found.setdefault(report.matter, report)
    return found
