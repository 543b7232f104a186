"""Where every county's ledger stands, for the oversight page."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max

from xiangli.ledger.models import Checkpoint, Leaf, Tree


@dataclass(frozen=True, slots=True)
class CountyState:
    """`size` leaves under `root` (hex), `waiting` not yet in the tree; `signed_size` is 0 and `signed_at` None before
    the first checkpoint."""

    county: str
    size: int
    root: str
    waiting: int
    signed_size: int
    signed_at: datetime | None


def state(*, county: str | None = None) -> list[CountyState]:
    """One row per county that has any leaf, by code; three statements. `county` narrows it to one."""
    only = {} if county is None else {"county": county}
    waiting = dict(
        Leaf.objects.filter(idx__isnull=True, **only).values_list("county").annotate(n=Count("entry")).order_by()
    )
    signed = dict(Checkpoint.objects.filter(**only).values_list("county").annotate(at=Max("at")).order_by())
    trees = {tree.county: tree for tree in Tree.objects.filter(**only)}
    return [
        CountyState(
            county=code,
            size=trees[code].size if code in trees else 0,
            root=bytes(trees[code].root).hex() if code in trees else "",
            waiting=waiting.get(code, 0),
            signed_size=trees[code].signed if code in trees else 0,
            signed_at=signed.get(code),
        )
        for code in sorted({*trees, *waiting})
    ]
