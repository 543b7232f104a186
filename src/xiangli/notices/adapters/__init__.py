"""One file a channel: how a message leaves the house. All take the same words and raise NotSent."""

from collections.abc import Callable
from dataclasses import dataclass


class NotSent(Exception):
    """The message did not leave; ``again`` says whether trying later may help."""

    def __init__(self, why: str, *, again: bool) -> None:
        super().__init__(why)
        self.again = again


@dataclass(frozen=True, slots=True)
class Door:
    """A gateway with its secret opened: ``url``, ``sender`` as the channel shows it, ``secret`` as the channel needs it."""

    url: str
    sender: str
    secret: str


Send = Callable[..., None]
"""``send(door, address=…, text=…, message=…)``; ``message`` is the id under which a repeat is known as one."""
