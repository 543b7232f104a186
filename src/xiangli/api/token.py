"""Who calls: a program by its bearer token, acting under one post."""

import functools
import time
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from xiangli.parties.reads.actor import Actor, program

KEPT_SECONDS = 5
"""How long a token is believed without asking again: an ended token stops working within this time."""


class Bearer(HttpBearer):
    """``Authorization: Bearer TOKEN``."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """The actor, or None for an unknown or ended token."""
        return _actor(token, int(time.monotonic() // KEPT_SECONDS))


@functools.lru_cache(maxsize=1024)
def _actor(token: str, window: int) -> Actor | None:
    return program(token, on=timezone.localdate())
