"""Copy back: a matter in the fields of each outer system it belongs to, in that system's order, for copying by key."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from xiangli.bridge.edition import SEALED, Bridge, bridges
from xiangli.bridge.models import KeyedIn, OuterTicket
from xiangli.bridge.reads.values import values
from xiangli.matters.models import Report
from xiangli.matters.names import Names
from xiangli.matters.reads.one import Whole


@dataclass(frozen=True, slots=True)
class Box:
    """One field as it is copied: its label there, the text, whether it is sealed still, what to choose there by hand."""

    label: str
    text: str
    sealed: bool
    hint: str
    cut: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """One outer system's form for one report of the matter; ``keyed`` what was put in there before, newest first."""

    bridge: Bridge
    report: UUID
    ticket: OuterTicket | None
    number: str
    boxes: list[Box]
    keyed: list[KeyedIn]


def sheets(*, whole: Whole, opened: Mapping[UUID, Mapping[str, str]], called: Names) -> list[Sheet]:
    """A sheet for each ticket of the matter, and one for each system where its procedure must be registered by hand.

    Two statements. ``opened``: sealed values by report, as far as the reader has opened them for a purpose.
    """
    row = whole.matter
    tickets = list(OuterTicket.objects.filter(county=row.county, report__in=[one.id for one in whole.reports]))
    keyed = list(KeyedIn.objects.filter(county=row.county, matter=row.id).order_by("-at", "-id"))
    out = []
    held = {ticket.report: ticket for ticket in tickets}
    for report in whole.reports:
        if (ticket := held.get(report.id)) and ticket.system in bridges():
            out.append(_sheet(bridges()[ticket.system], whole, report, ticket, keyed, opened, called))
    there = {ticket.system for ticket in tickets}
    for bridge in bridges().values():
        if row.procedure in bridge.registers and bridge.bridge not in there and whole.reports:
            out.append(_sheet(bridge, whole, whole.reports[0], None, keyed, opened, called))
    return out


def belongs(whole: Whole) -> bool:
    """Whether the matter came from an outer system or must be registered in one. No statement."""
    came = {report.source.partition("@")[0] for report in whole.reports}
    return any(name in came or whole.matter.procedure in one.registers for name, one in bridges().items())


def _sheet(
    bridge: Bridge, whole: Whole, report: Report, ticket: OuterTicket | None, keyed: list[KeyedIn],
    opened: Mapping[UUID, Mapping[str, str]], called: Names,
) -> Sheet:  # fmt: skip
    told = values(matter=whole.matter, report=report, entries=whole.entries, ticket=ticket, called=called,
                  opened=opened.get(report.id, {}))  # fmt: skip
    boxes = []
    for field in bridge.copying:
        text = told.get(field.source, "")
        sealed = field.source in SEALED and not text and report.reporter is not None and report.id not in opened
        boxes.append(Box(field.label, text[: field.most], sealed, field.hint, len(text) > field.most))
    mine = [one for one in keyed if one.system == bridge.bridge]
    return Sheet(bridge, report.id, ticket, ticket.number if ticket else "", boxes, mine)
