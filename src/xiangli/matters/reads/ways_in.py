"""By which way each matter of a page first came in."""

from collections.abc import Sequence

from xiangli.matters.models import Matter, Report


def ways_in(rows: Sequence[Matter]) -> dict[object, str]:
    """The channel of each matter's first report by matter id. One statement; none for no row."""
    if not rows:
        return {}
    told = Report.objects.filter(county__in={row.county for row in rows}, matter__in=[row.id for row in rows])
    return dict(told.order_by("-received_at", "-id").values_list("matter", "channel"))
