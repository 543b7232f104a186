"""Addresses and gateways' secrets at rest: sealed under a key of their own, opened only to send."""

from xiangli.ledger.keys import ours
from xiangli.vault.cipher import seal, unseal
from xiangli.vault.keys import derived

PURPOSE = "xiangli notices"


def closed(text: str, bound: str) -> bytes:
    """The sealed text; it opens only for the same ``bound`` (a way's id, a channel's name)."""
    return seal(ours(), derived(PURPOSE), text.encode(), bound.encode())


def opened(box: bytes | memoryview, bound: str) -> str:
    """The text again. Raises ``vault.cipher.Unopened``."""
    return unseal(derived(PURPOSE), bytes(box), bound.encode()).decode()
