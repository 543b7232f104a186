"""Which weights are read: the shipped ones, or those an installation has mended by its own corrections."""

from __future__ import annotations

from importlib.resources import files

MENDABLE = ("topic", "line")
"""What corrections can teach: the topics of the list, the business lines."""
_mended: dict[str, bytes] = {}


def stand_in(name: str, packed: bytes) -> None:
    """Let ``packed`` take the place of the shipped weights of that name; to be called before anything is read."""
    if name not in MENDABLE:
        raise ValueError(f"{name!r} cannot be mended; known: {', '.join(MENDABLE)}")
    _mended[name] = packed


def weights(name: str) -> bytes:
    """The bytes of a model's file."""
    return _mended.get(name) or shipped(name)


def shipped(name: str) -> bytes:
    """The bytes as they came with the program."""
    return (files("xiangli.engines.models") / f"{name}.npz").read_bytes()
