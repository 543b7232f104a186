"""The canonical content of a step: what its leaf is made of."""

from typing import Any

from xiangli.ledger.steps import told
from xiangli.proof.canonical import canonical
from xiangli.registers.models import RecordStep

COLUMNS = ("id", "county", "place", "record", "seq", "at", "day", "verb", "changes", "actor")


def fields(step: RecordStep) -> dict[str, Any]:
    """The step as a JSON value."""
    return told(step, COLUMNS)


def content(step: RecordStep) -> bytes:
    """The bytes whose salted hash is the step's leaf."""
    return canonical(fields(step))
