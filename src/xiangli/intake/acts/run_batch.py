"""The worker's side of an import begun on a page."""

from datetime import datetime
from typing import Any
from uuid import UUID

from xiangli.intake.acts.bring_in import bring_in
from xiangli.intake.models import Batch


def run_batch(*, payload: dict[str, Any], at: datetime) -> None:
    """Bring in the batch named in ``payload``; run again after a crash it takes nothing twice."""
    bring_in(Batch.objects.get(id=UUID(payload["batch"])), at=at)
