"""Keep the tickets of an outer export: their numbers, their own clock, the columns that system wants to see again."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID, uuid5

from xiangli.bridge.models import OuterTicket


class TicketLike(Protocol):
    """A row of an outer export that stands as ``report``."""

    @property
    def county(self) -> str: ...
    @property
    def system(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def report(self) -> UUID: ...
    @property
    def outer_at(self) -> datetime | None: ...
    @property
    def outer_due(self) -> datetime | None: ...
    @property
    def kept(self) -> dict[str, str]: ...


def keep_tickets(*, tickets: Sequence[TicketLike], at: datetime) -> None:
    """Each once by its number. What a later export says of the due time and the kept columns replaces what stood.

    A ticket given back that comes again with a later due time was sent again: it waits to be given back once more.
    """
    if not tickets:
        return
    due = {(one.county, one.system, one.number): one.outer_due for one in tickets}
    held = OuterTicket.objects.filter(
        county__in={one.county for one in tickets}, system__in={one.system for one in tickets},
        number__in=[one.number for one in tickets], back_at__isnull=False,
    )  # fmt: skip
    again = [
        one.id
        for one in held
        if (new := due.get((one.county, one.system, one.number))) and (one.outer_due is None or new > one.outer_due)
    ]
    if again:
        OuterTicket.objects.filter(id__in=again).update(back_at=None)
    OuterTicket.objects.bulk_create(
        _rows(tickets, at),
        update_conflicts=True,
        unique_fields=["county", "system", "number"],
        update_fields=["outer_due", "kept"],
    )


def _rows(tickets: Iterable[TicketLike], at: datetime) -> list[OuterTicket]:
    out: dict[tuple[str, str, str], OuterTicket] = {}
    for one in tickets:
        kept = {head[:40]: value[:200] for head, value in one.kept.items()}
        out[one.county, one.system, one.number] = OuterTicket(
            id=uuid5(one.report, f"{one.system}:{one.number}"), county=one.county, system=one.system,
            number=one.number, report=one.report, outer_at=one.outer_at, outer_due=one.outer_due, kept=kept, taken_at=at,
        )  # fmt: skip
    return list(out.values())
