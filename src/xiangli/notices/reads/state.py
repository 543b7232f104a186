"""How the channels stand: gateways, how many messages waited, left or failed, and the newest that failed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count

from xiangli.notices.models import Delivery, Gateway

WEEK = timedelta(days=7)
SHOWN = 50


@dataclass(frozen=True, slots=True)
class ChannelState:
    """A gateway (None where none is set) with its counts of the last seven days."""

    channel: str
    gateway: Gateway | None
    waiting: int
    sent: int
    failed: int


def channel_states(*, county: str, channels: list[str], at: datetime) -> list[ChannelState]:
    """One row for each of ``channels``, in that order. Two statements."""
    gateways = {g.channel: g for g in Gateway.objects.filter(county=county)}
    rows = (
        Delivery.objects.filter(county=county, made_at__gte=at - WEEK)
        .values_list("channel", "state")
        .annotate(n=Count("id"))
    )
    counted = {(channel, state): n for channel, state, n in rows}
    return [
        ChannelState(c, gateways.get(c), *(counted.get((c, state), 0) for state in ("waiting", "sent", "failed")))
        for c in channels
    ]


def failed(*, county: str, at: datetime) -> list[Delivery]:
    """What failed in the last seven days, the newest SHOWN first. One statement."""
    return list(
        Delivery.objects.filter(county=county, state="failed", made_at__gte=at - WEEK).order_by("-made_at")[:SHOWN]
    )
