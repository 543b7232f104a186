"""Keep the tickets of an outer export: their numbers, their own clock, the columns that system wants to see again."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID, uuid5

from xiangli.bridge.edition import bridges
from xiangli.bridge.models import OuterTicket
from xiangli.matters.acts.perform import perform
from xiangli.matters.errors import ActError
from xiangli.matters.models import Matter, Report
from xiangli.parties.reads.actor import SYSTEM


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

    A ticket given back that comes again with a later due time was sent again 发回重办: it waits to be given back once more,
    and where its matter had ended, it is opened again on that ground.
    """
    if not tickets:
        return
    due = {(one.county, one.system, one.number): one.outer_due for one in tickets}
    held = OuterTicket.objects.filter(
        county__in={one.county for one in tickets}, system__in={one.system for one in tickets},
        number__in=[one.number for one in tickets], back_at__isnull=False,
    )  # fmt: skip
    again = [
        one
        for one in held
        if (new := due.get((one.county, one.system, one.number))) and (one.outer_due is None or new > one.outer_due)
    ]
    if again:
        OuterTicket.objects.filter(id__in=[one.id for one in again]).update(back_at=None)
        _sent_again(again, at)
    OuterTicket.objects.bulk_create(
        _rows(tickets, at),
        update_conflicts=True,
        unique_fields=["county", "system", "number"],
        update_fields=["outer_due", "kept"],
    )
    _clocks(tickets, at)


def _sent_again(tickets: Sequence[OuterTicket], at: datetime) -> None:
    """New facts for a matter that had ended; where its procedure knows no way back, a person sees it in the list."""
    matter_of = dict(Report.objects.filter(id__in=[one.report for one in tickets]).values_list("id", "matter"))
    rows = Matter.objects.filter(id__in=set(matter_of.values()), ended_at__isnull=False).in_bulk()
    for ticket in tickets:
        row = rows.get(matter_of.get(ticket.report, ticket.id))
        if row is None:
            continue
        facts = f"{bridges()[ticket.system].name.zh}再次派来（{ticket.number}），要求重新办理。"
        try:
            perform(matter=row.id, verb="reopen", data={"new_facts": facts}, by=SYSTEM, at=at,
                    request=uuid5(row.id, f"again {ticket.number} {row.seq}"))  # fmt: skip
        except ActError:
            continue


def _clocks(tickets: Sequence[TicketLike], at: datetime) -> None:
    """The outer clock of each matter is the nearest of its tickets: of one that joined, of one whose time was moved."""
    due_of = {one.report: one.outer_due for one in tickets if one.outer_due}
    matter_of = dict(Report.objects.filter(id__in=list(due_of)).values_list("id", "matter"))
    open_matters = Matter.objects.filter(id__in=set(matter_of.values()), ended_at__isnull=True)
    held = open_matters.only("id", "county", "outer_due", "seq", "reports").in_bulk()
    rows = {
        id: row
        for report, id in matter_of.items()
        if (row := held.get(id)) and (row.reports > 1 or row.outer_due != due_of[report])
    }
    if not rows:
        return
    nearest: dict[UUID, OuterTicket] = {}
    told = dict(Report.objects.filter(matter__in=list(rows), county__in={r.county for r in rows.values()})
                .values_list("id", "matter"))  # fmt: skip
    open_ = OuterTicket.objects.filter(report__in=list(told), back_at__isnull=True, outer_due__isnull=False)
    for ticket in open_.order_by("-outer_due", "-id"):
        nearest[told[ticket.report]] = ticket
    for id, ticket in nearest.items():
        due = ticket.outer_due
        if due is not None and rows[id].outer_due != due:
            data = {"outer_due": due.isoformat(), "system": ticket.system, "outer_id": ticket.number}
            request = uuid5(id, f"{rows[id].seq} {due.isoformat()}")
            perform(matter=id, verb="outer_due", data=data, by=SYSTEM, at=at, request=request)


def _rows(tickets: Iterable[TicketLike], at: datetime) -> list[OuterTicket]:
    out: dict[tuple[str, str, str], OuterTicket] = {}
    for one in tickets:
        kept = {head[:40]: value[:200] for head, value in one.kept.items()}
        out[one.county, one.system, one.number] = OuterTicket(
            id=uuid5(one.report, f"{one.system}:{one.number}"), county=one.county, system=one.system,
            number=one.number, report=one.report, outer_at=one.outer_at, outer_due=one.outer_due, kept=kept, taken_at=at,
        )  # fmt: skip
    return list(out.values())
