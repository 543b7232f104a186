"""Bring in a file: rows become reports, CHUNK to a transaction; broken rows are kept with their reason beside good ones."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import DatabaseError

from xiangli.intake.acts.receive import receive
from xiangli.intake.incoming import Incoming, Refused
from xiangli.intake.mapping import cell_of, incoming
from xiangli.intake.models import Batch, RefusedRow
from xiangli.intake.outer import Outer, SheetRow, Ticket
from xiangli.intake.rows import BadFile, rows
from xiangli.matters.models import Report
from xiangli.proof.ids import uuid7

CHUNK = 960
"""Rows a transaction takes, on SQLite a tenth of a second for which other writers wait: each costs a sync of the disk, and
the pages of every index once."""


def plan(*, path: Path, name: str, place: str, by: str, at: datetime, id: UUID) -> Batch:
    """Note that a file is to be brought in; the same id again is the same batch."""
    batch, _ = Batch.objects.get_or_create(
        id=id, defaults={"county": place[:6], "place": place, "name": name, "path": str(path), "actor": by, "at": at}
    )
    return batch


def origin(name: str, place: str) -> str:
    """Which system a file comes from, at most 60 signs: its name up to the first dot, and the place it came through.

    Two systems both number their rows from 1: without this one's row 1 would be taken for the other's.
    """
    return f"{name.split('.', 1)[0][:40]}@{place}"


def bring_in(
    batch: Batch,
    *,
    at: datetime,
    progress: Callable[[Batch], None] = lambda _: None,
    known: Sequence[Outer] = (),
    tickets: Callable[[list[Ticket]], None] = lambda _: None,
) -> Batch:
    """Run (or run again) a batch; its row holds the counts. A row taken before counts as repeated, never twice.

    ``known``: outer systems whose exports are recognised; what came of their rows is told to ``tickets``.
    """
    for name in ("received", "accepted", "joined", "repeated", "refused", "failed"):
        setattr(batch, name, 0)
    RefusedRow.objects.filter(county=batch.county, batch=batch.id).delete()
    batch.error, chunk = "", []
    source = origin(batch.name, batch.place)
    try:
        for n, row in rows(Path(batch.path), name=batch.name, known=known):
            batch.received += 1
            if isinstance(row, str):
                _refuse(batch, n, row, "")
                continue
            try:
                chunk.append((n, row, incoming(row, place=batch.place, source=source, by=batch.actor, n=n)))
            except Refused as wrong:
                _refuse(batch, n, wrong.reason, row, wrong.field)
            if len(chunk) >= CHUNK:
                _take(batch, chunk, at, tickets)
                chunk = []
                progress(batch)
    except BadFile as wrong:
        batch.error = str(wrong)
    _take(batch, chunk, at, tickets)
    batch.done_at = at
    batch.total = batch.received
    progress(batch)
    batch.save()
    return batch


def _take(
    batch: Batch,
    chunk: list[tuple[int, dict[str, Any], Incoming]],
    at: datetime,
    tickets: Callable[[list[Ticket]], None],
) -> None:
    outer = [(row, one) for _, row, one in chunk if isinstance(row, SheetRow) and row.outer]
    before = _before([one.id for _, one in outer]) if outer else {}
    new = [each for each in chunk if each[2].id not in before]
    batch.repeated += len(chunk) - len(new)
    try:
        outcomes = receive([one for _, _, one in new], at=at) if new else []
    except DatabaseError as wrong:
        for n, row, _ in new:
            batch.failed += 1
            _keep(batch, n, f"写入时出错，请再导一次：{type(wrong).__name__}", row)
        batch.save()
        return
    for (n, row, _), outcome in zip(new, outcomes, strict=True):
        if outcome.status == "refused":
            _refuse(batch, n, outcome.reason, row, outcome.field)
        elif outcome.status == "repeated":
            batch.repeated += 1
        else:
            batch.accepted += 1
            batch.joined += outcome.status == "joined"
    if outer:
        stand = before | _before([one.id for _, one in outer if one.id not in before])
        tickets([_ticket(row, one, stand[one.id], one.id not in before) for row, one in outer if one.id in stand])
    batch.save()


def _before(ids: Sequence[UUID]) -> dict[UUID, str]:
    """The county of each of these reports that stands already: a ticket is one by its number, whatever else changed."""
    return dict(Report.objects.filter(id__in=ids).values_list("id", "county"))


def _ticket(row: SheetRow, one: Incoming, county: str, new: bool) -> Ticket:
    assert row.outer is not None
    return Ticket(county, row.outer.system, one.outer_id, one.id, one.outer_at, one.outer_due, row.kept(), new)


def _refuse(batch: Batch, n: int, reason: str, row: dict[str, Any] | str, field: str = "") -> None:
    batch.refused += 1
    _keep(batch, n, reason, row, field)


def _keep(batch: Batch, n: int, reason: str, row: dict[str, Any] | str, field: str = "") -> None:
    text = row if isinstance(row, str) else json.dumps(row, ensure_ascii=False)
    sheet, cell = cell_of(row, field)
    RefusedRow.objects.create(
        id=uuid7(), county=batch.county, batch=batch.id, row=n, sheet=sheet[:60], cell=cell[:12],
        reason=reason[:300], content=text[:200_000],
    )  # fmt: skip
