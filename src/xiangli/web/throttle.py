"""Slows down guessing: a count of failures per key and window, in the cache of this process.

With several server processes each counts for itself, so a limit holds times their number; follow codes of 64 bits and
passwords of ten characters stay far out of reach at that rate.
"""

from django.core.cache import cache
from django.http import HttpRequest

WINDOW_SECONDS = 600


class TooManyTries(Exception):
    """The key has failed too often within the window; the page answers 429."""


def tried(request: HttpRequest, door: str, key: str = "") -> str:
    """The counting key of one caller at one ``door`` (sign-in, follow)."""
    return f"tries:{door}:{request.META.get('REMOTE_ADDR', '')}:{key[:40].encode().hex()}"


def check(key: str, limit: int) -> None:
    """Raise ``TooManyTries`` when ``key`` has failed ``limit`` times within ten minutes."""
    if cache.get(key, 0) >= limit:
        raise TooManyTries(key)


def failed(key: str) -> None:
    """Count one failure of ``key``."""
    if not cache.add(key, 1, WINDOW_SECONDS):
        cache.incr(key)


def passed(key: str) -> None:
    """Forget the failures of ``key`` after a success."""
    cache.delete(key)
