"""A report's words without the names of its own place: that two reports name one village says nothing about the event."""

from contextlib import suppress
from functools import lru_cache

from xiangli.engines.address.names import stem
from xiangli.places.reads.gazetteer import gazetteer

NAMED = "\1"
"""Stands where a place was named, as ``engines.joining`` reads it; no text that came in holds it."""


def unnamed(title: str, text: str, place: str) -> tuple[str, str]:
    """Title and text; ``place`` is the code of the place they speak of."""
    for name in _names(place):
        if name in title:
            title = title.replace(name, NAMED)
        if name in text:
            text = text.replace(name, NAMED)
    return title, text


@lru_cache(maxsize=8192)
def _names(place: str) -> tuple[str, ...]:
    own = []
    for digits in (12, 9, 6):
        with suppress(KeyError):  # a place entered since the gazetteer was read has no name in it yet
            own += [gazetteer().name(place[:digits])] if digits <= len(place) else []
    return tuple(sorted({form for name in own for form in (name, stem(name))}, key=len, reverse=True))
