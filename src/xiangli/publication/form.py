"""The canonical content of a step: what its leaf is made of."""

from datetime import UTC
from typing import Any

from xiangli.proof.canonical import canonical
from xiangli.publication.models import PublicationStep


def fields(step: PublicationStep) -> dict[str, Any]:
    """The step as a JSON value; the moment in UTC with microseconds."""
    return {
        "id": str(step.id),
        "county": step.county,
        "publication": str(step.publication),
        "seq": step.seq,
        "verb": step.verb,
        "at": step.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": step.actor,
        "data": step.data,
    }


def content(step: PublicationStep) -> bytes:
    """The bytes whose salted hash is the step's leaf."""
    return canonical(fields(step))
