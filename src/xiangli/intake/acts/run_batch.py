"""The worker's side of an import begun on a page."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from xiangli.intake.acts.bring_in import bring_in
from xiangli.intake.models import Batch
from xiangli.intake.outer import Outer, Ticket


def run_batch(
    *,
    payload: dict[str, Any],
    at: datetime,
    known: Callable[[], Sequence[Outer]] = tuple,
    tickets: Callable[[list[Ticket]], None] = lambda _: None,
) -> None:
    """Bring in the batch named in ``payload``; run again after a crash it takes nothing twice."""
    bring_in(Batch.objects.get(id=UUID(payload["batch"])), at=at, known=known(), tickets=tickets)
