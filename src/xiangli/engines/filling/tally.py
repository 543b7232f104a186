"""Counted cells: persons, households, sites, and sums of land, water, capacity and rent, by village, group or hazard point."""

from collections.abc import Callable, Sequence
from typing import Any

from xiangli.engines.filling import narrow
from xiangli.engines.filling.held import Row
from xiangli.engines.filling.match import group
from xiangli.engines.filling.village import Village

_SUMS = {"sum_area": "s_area", "sum_cap": "s_cap", "sum_rent": "k_rent"}


def tally(
    field: str,
    where: Sequence[str],
    village: Village,
    health: Callable[[Row], Sequence[str]],
    *,
    group_no: int | None = None,
    hazard: Any = None,
) -> Any:
    """One counted cell; ``group_no`` and ``hazard`` (a hazard point's name) say whose row it stands in."""

    def of_group(value: Any) -> bool:
        return group_no is None or group(value or "") == group_no

    def of_household(row: Row | None) -> bool:
        return (
            row is not None
            and of_group(row.values.get("h_group"))
            and (hazard is None or row.values.get("h_hazard") == hazard)
        )

    if field == "count_persons":
        return sum(of_household(village.home(p)) for p in narrow.persons(where, village, health))
    if field == "count_households":
        return sum(of_household(h) for h in narrow.households(where, village, health))
    if field == "sum_land":
        found = [h.values.get("h_land") for h in narrow.households(where, village, health) if of_household(h)]
        return _sum(found)
    meant = [s for s in narrow.sites(where, village) if of_group(s.values.get("s_group"))]
    return len(meant) if field == "count_sites" else _sum([s.values.get(_SUMS[field]) for s in meant])


def _sum(values: Sequence[Any]) -> int | float:
    total = round(sum(float(v) for v in values if v is not None), 2)
    return int(total) if total == int(total) else total
