"""What reading a map file gives: its shapes with what stands beside them, and the frame its numbers are in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from shapely.geometry.base import BaseGeometry

MOST_BYTES = 32 << 20
MOST_SHAPES = 20_000
MOST_POINTS = 3_000_000


@dataclass(slots=True)
class Shape:
    """One shape: its turn in the file (from 1), the row beside it, its ground as given (None: it could not be read)."""

    n: int
    row: dict[str, Any]
    ground: BaseGeometry | None
    wrong: str = ""


@dataclass(slots=True)
class Drawn:
    """A file as read. `told` is what the file says of its own reference system ("" where it says nothing)."""

    kind: str
    shapes: list[Shape] = field(default_factory=list)
    told: str = ""
