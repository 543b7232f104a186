"""Tickets of an outer system that are answered here and not yet given back there."""

from dataclasses import dataclass
from typing import Any

from xiangli.bridge.edition import Bridge
from xiangli.bridge.models import OuterTicket
from xiangli.bridge.reads.values import values
from xiangli.matters.models import Entry, Matter, Report
from xiangli.matters.names import Names
from xiangli.matters.reads.scope import scope
from xiangli.parties.reads.actor import Actor

MOST = 500
"""Open tickets looked at in one file: more than a county answers in a week."""
NEEDED = ("accept", "answer", "rate", "end")


@dataclass(frozen=True, slots=True)
class Answered:
    """One ticket with its matter and the text of every column of the outer system's Excel."""

    ticket: OuterTicket
    matter: Matter
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Answered ones by the outer due time, and how many are still in hand here."""

    answered: list[Answered]
    in_hand: int


def waiting(*, actor: Actor, bridge: Bridge) -> Waiting:
    """Of the tickets whose matters ``actor`` sees. Six statements at most, however many rows."""
    seen = scope(actor, "handle", "sort")
    counties = sorted({place[:6] for hat in actor.hats for place in hat.places})
    if seen is None:
        return Waiting([], 0)
    open_ = OuterTicket.objects.filter(county__in=counties, system=bridge.bridge, back_at__isnull=True)
    tickets = list(open_.order_by("taken_at", "id")[:MOST])
    reports = Report.objects.filter(county__in=counties, id__in=[one.report for one in tickets]).in_bulk()
    matters = Matter.objects.filter(seen, id__in={report.matter for report in reports.values()}).in_bulk()
    done = {id: row for id, row in matters.items() if row.step == "answered" or row.ended_at is not None}
    entries: dict[Any, list[Entry]] = {id: [] for id in done}
    for entry in Entry.objects.filter(county__in=counties, matter__in=list(done), verb__in=NEEDED).order_by("seq"):
        entries[entry.matter].append(entry)
    called = Names([report.place for report in reports.values()], [row.owner or "" for row in done.values()])
    out = []
    mine = 0
    for ticket in tickets:
        report = reports.get(ticket.report)
        if report is None or report.matter not in matters:
            continue
        mine += 1
        if row := done.get(report.matter):
            told = values(matter=row, report=report, entries=entries[row.id], ticket=ticket, called=called, opened={})
            cells = tuple(ticket.kept.get(c.kept, "") if c.kept else told[c.source] for c in bridge.out)
            out.append(Answered(ticket, row, cells))
    far = max((one.ticket.outer_due for one in out if one.ticket.outer_due), default=None)
    out.sort(key=lambda one: one.ticket.outer_due or far or one.ticket.taken_at)
    return Waiting(out, mine - len(out))


def workbook(*, bridge: Bridge, rows: list[Answered]) -> bytes:
    """The rows as XLSX in the outer system's own columns; every cell is text, so nothing in it is ever reckoned."""
    import io  # with openpyxl, only a file going out needs it

    from openpyxl import Workbook  # slow to import; only a file going out needs it
    from openpyxl.styles import Alignment, Font  # slow to import; only a file going out needs it

    book = Workbook()
    sheet = book.active
    sheet.title = bridge.sheet
    for x, column in enumerate(bridge.out, 1):
        head = sheet.cell(1, x, column.head)
        head.font = Font(bold=True)
        wide = column.source in ("answer", "title", "text")
        sheet.column_dimensions[head.column_letter].width = 60 if wide else 20
    for y, row in enumerate(rows, 2):
        for x, text in enumerate(row.cells, 1):
            cell = sheet.cell(y, x)
            cell.value, cell.number_format = _clean(text), "@"
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _clean(text: str) -> str:
    """Without the control signs that a workbook may not hold."""
    return "".join(c for c in text if c in "\n\t" or ord(c) >= 32)[:32_000]
