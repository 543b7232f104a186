"""The canonical content of a step: what its leaf is made of, and what its receipt shows."""

from datetime import UTC
from typing import Any

from xiangli.askings.models import AskingStep
from xiangli.proof.canonical import canonical


def fields(step: AskingStep) -> dict[str, Any]:
    """The step as a JSON value; the moment in UTC with microseconds."""
    return {
        "id": str(step.id), "county": step.county, "place": step.place, "asking": str(step.asking), "seq": step.seq,
        "verb": step.verb, "at": step.at.astimezone(UTC).isoformat(timespec="microseconds"), "actor": step.actor,
        "data": step.data,
    }  # fmt: skip


def content(step: AskingStep) -> bytes:
    """The bytes whose salted hash is the step's leaf."""
    return canonical(fields(step))
