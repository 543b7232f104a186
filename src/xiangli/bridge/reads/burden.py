"""Double entry: how often and how long people key into each outer system what stands here already. Systems, not persons."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, Sum

from xiangli.bridge.edition import Bridge, bridges
from xiangli.bridge.models import KeyedIn
from xiangli.parties.reads.actor import Actor


@dataclass(frozen=True, slots=True)
class Burden:
    """One system in a span of time: times keyed by hand, minutes and fields of that, rows given back in a file."""

    bridge: Bridge
    by_hand: int
    minutes: int
    fields: int
    in_files: int


def burden(*, actor: Actor, since: datetime, until: datetime) -> list[Burden]:
    """Of the counties of the actor's posts, every system once, the heaviest first. One statement."""
    counties = sorted({place[:6] for hat in actor.hats for place in hat.places})
    hand = Q(way="hand")
    rows = (
        KeyedIn.objects.filter(county__in=counties, at__gte=since, at__lt=until)
        .values("system")
        .annotate(
            n=Count("id", filter=hand), spent=Sum("minutes", filter=hand), typed=Sum("fields", filter=hand),
            filed=Count("id", filter=Q(way="file")),
        )
        .order_by("system")
    )  # fmt: skip
    found: dict[str, dict[str, Any]] = {row["system"]: dict(row) for row in rows}
    out = []
    for name, bridge in bridges().items():
        row = found.get(name, {})
        out.append(Burden(bridge, row.get("n", 0), row.get("spent") or 0, row.get("typed") or 0, row.get("filed", 0)))
    return sorted(out, key=lambda one: -one.minutes)
