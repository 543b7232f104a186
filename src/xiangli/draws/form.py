"""The canonical content of a step: what its leaf is made of, and what its receipt shows."""

from typing import Any

from xiangli.draws.models import DrawStep
from xiangli.ledger.steps import told
from xiangli.proof.canonical import canonical

COLUMNS = ("id", "county", "place", "draw", "seq", "verb", "at", "actor", "data")


def fields(step: DrawStep) -> dict[str, Any]:
    """The step as a JSON value."""
    return told(step, COLUMNS)


def content(step: DrawStep) -> bytes:
    """The bytes whose salted hash is the step's leaf."""
    return canonical(fields(step))
