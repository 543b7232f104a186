"""The canonical content of a step: what its leaf is made of."""

from typing import Any

from xiangli.ledger.steps import told
from xiangli.proof.canonical import canonical
from xiangli.publication.models import PublicationStep

COLUMNS = ("id", "county", "publication", "seq", "verb", "at", "actor", "data")


def fields(step: PublicationStep) -> dict[str, Any]:
    """The step as a JSON value."""
    return told(step, COLUMNS)


def content(step: PublicationStep) -> bytes:
    """The bytes whose salted hash is the step's leaf."""
    return canonical(fields(step))
