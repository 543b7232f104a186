"""The canonical content of a step: what its leaf is made of, and what its receipt shows."""

from datetime import UTC
from typing import Any

from xiangli.draws.models import DrawStep
from xiangli.proof.canonical import canonical


def fields(step: DrawStep) -> dict[str, Any]:
    """The step as a JSON value; the moment in UTC with microseconds."""
    return {
        "id": str(step.id),
        "county": step.county,
        "place": step.place,
        "draw": str(step.draw),
        "seq": step.seq,
        "verb": step.verb,
        "at": step.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": step.actor,
        "data": step.data,
    }


def content(step: DrawStep) -> bytes:
    """The bytes whose salted hash is the step's leaf."""
    return canonical(fields(step))
