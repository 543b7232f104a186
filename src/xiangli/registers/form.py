"""The canonical content of a step: what its leaf is made of."""

from datetime import UTC
from typing import Any

from xiangli.proof.canonical import canonical
from xiangli.registers.models import RecordStep


def fields(step: RecordStep) -> dict[str, Any]:
    """The step as a JSON value; the moment in UTC with microseconds."""
    return {
        "id": str(step.id),
        "county": step.county,
        "place": step.place,
        "record": str(step.record),
        "seq": step.seq,
        "at": step.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "day": step.day.isoformat(),
        "verb": step.verb,
        "changes": step.changes,
        "actor": step.actor,
    }


def content(step: RecordStep) -> bytes:
    """The bytes whose salted hash is the step's leaf."""
    return canonical(fields(step))
