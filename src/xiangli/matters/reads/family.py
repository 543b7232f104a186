"""The matters around one: what opened it, what it opened, what was split or parted from it. And earlier rulings."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from xiangli.matters.models import Matter, Ruling
from xiangli.matters.reads.one import Whole


@dataclass(frozen=True, slots=True)
class Family:
    """``above``: the matter this one was opened by or parted from; ``below``: children; ``beside``: what left it."""

    above: list[Matter]
    below: list[Matter]
    beside: list[Matter]

    @property
    def open_children(self) -> int:
        """How many of those below have not ended."""
        return sum(one.ended_at is None for one in self.below)


def family(whole: Whole) -> Family:
    """One statement, however many there are."""
    row = whole.matter
    first = whole.entries[0].data
    over = {UUID(first[key]) for key in ("parent", "left") if first.get(key)}
    out = {UUID(entry.data["into"]) for entry in whole.entries if entry.verb in ("split", "unjoin")}
    found = Matter.objects.filter(Q(county=row.county, parent=row.id) | Q(id__in=over | out)).order_by(
        "opened_at", "id"
    )
    rows = list(found)
    return Family(
        [one for one in rows if one.id in over], [one for one in rows if one.parent == row.id],
        [one for one in rows if one.id in out],
    )  # fmt: skip


def precedents(*, county: str, topic: str, limit: int = 3) -> list[Ruling]:
    """The newest rulings on the same topic in the county; one statement, none without a topic."""
    if not topic:
        return []
    return list(Ruling.objects.filter(county=county, topic=topic).order_by("-at")[:limit])
