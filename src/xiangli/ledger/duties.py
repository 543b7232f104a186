"""What the ledger wants done by the clock: (name, every seconds, handler, is a round wanted), for the work room."""

from xiangli.ledger.acts.checkpoint import checkpoint_all, is_unsigned
from xiangli.ledger.acts.sequence import is_waiting, sequence_all

DUTIES = (
    ("ledger.sequence", 1, sequence_all, is_waiting),
    ("ledger.checkpoint", 3, checkpoint_all, is_unsigned),
)
"""Sequencing comes first, so that a worker running until idle signs what it has just sequenced."""
