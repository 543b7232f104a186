"""Give back: tickets handed to the outer system in its own Excel. An entry on each says so; no minutes were keyed."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from xiangli.bridge.edition import Bridge
from xiangli.bridge.models import KeyedIn, OuterTicket
from xiangli.bridge.reads.answered import Answered
from xiangli.matters.acts.perform import perform
from xiangli.matters.errors import ActError
from xiangli.matters.models import Entry
from xiangli.parties.reads.actor import Actor


def give_back(*, bridge: Bridge, rows: Sequence[Answered], by: Actor, at: datetime, request: UUID) -> list[str]:
    """Mark each as given back; the numbers of those that could not be (somebody acted at the same moment)."""
    left = []
    for row in rows:
        ticket = row.ticket
        once = uuid5(request, str(ticket.id))

        def count(entry: Entry, ticket: OuterTicket = ticket, once: UUID = once) -> None:
            KeyedIn.objects.create(
                id=uuid5(once, "keyed"), county=entry.county, system=bridge.bridge, matter=entry.matter, entry=entry.id,
                way="file", minutes=0, fields=len(bridge.out), at=at,
            )  # fmt: skip
            OuterTicket.objects.filter(id=ticket.id, county=ticket.county).update(back_at=at)

        data = {
            "system": bridge.bridge,
            "outer_id": ticket.number,
            "report": str(ticket.report),
            "minutes": 0,
            "way": "file",
        }
        try:
            perform(matter=row.matter.id, verb="keyed", data=data, by=by, at=at, request=once, also=count)
        except ActError:
            left.append(ticket.number)
    return left
