"""All reports with their matters, for other programs: what ``xiangli matters export`` prints."""

from collections.abc import Iterator
from typing import Any

from xiangli.matters.models import Matter, Report


def export() -> Iterator[dict[str, Any]]:
    """One mapping a report: outer id, the matter it belongs to, place, owners (line ids, best first), topic, step, due.

    The first owner is the one who has the matter (a matter still to be sorted shows the proposal's); memory is bounded.
    """
    reports = Report.objects.order_by("received_at", "id").values_list("id", "matter", "outer_id", "proposal")
    chunk: list[Any] = []
    for row in reports.iterator(chunk_size=1000):
        chunk.append(row)
        if len(chunk) == 1000:
            yield from _lines(chunk)
            chunk = []
    yield from _lines(chunk)


def _lines(chunk: list[Any]) -> Iterator[dict[str, Any]]:
    matters = Matter.objects.in_bulk({row[1] for row in chunk})
    for report, matter, outer, proposal in chunk:
        m = matters[matter]
        line = (m.owner or "").split("@")[0]
        ranked = list(proposal["route"]["ranked"])
        owners = ranked if line in ("", "desk") else [line, *(other for other in ranked if other != line)]
        yield {
            "id": outer or str(report), "group": str(m.id), "place": m.place, "owners": owners, "topic": m.topic,
            "step": m.step, "due": m.due_at.isoformat() if m.due_at else None,
        }  # fmt: skip
