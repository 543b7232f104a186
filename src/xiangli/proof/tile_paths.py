"""Where C2SP tlog-tiles puts each resource: ``tile/0/x001/x234/067``, ``tile/1/000.p/17``, ``tile/entries/000``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from xiangli.proof.tiles import WIDTH

_PATH = re.compile(r"tile/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")
_HIGHEST = 63
_LONGEST = 6
"""Groups of three digits: more leaves than a 63-bit index can count need none."""


@dataclass(frozen=True, slots=True)
class TilePath:
    """A tile of hashes at `level`, or with `level` None a bundle of entries; `width` 1 to 256 (256: full)."""

    level: int | None
    number: int
    width: int = WIDTH

    def __str__(self) -> str:
        groups = f"{self.number:03d}"
        groups = groups.rjust(-(-len(groups) // 3) * 3, "0")
        parts = [groups[at : at + 3] for at in range(0, len(groups), 3)]
        inside = "/".join([*(f"x{part}" for part in parts[:-1]), parts[-1]])
        tail = "" if self.width == WIDTH else f".p/{self.width}"
        return f"tile/{'entries' if self.level is None else self.level}/{inside}{tail}"

    def is_in(self, size: int) -> bool:
        """Whether a tree of `size` leaves has all of it."""
        return self.number * WIDTH + self.width <= size // WIDTH ** (self.level or 0)


def parse(text: str) -> TilePath | None:
    """The resource a path names, or None when it is none in its one form."""
    match = _PATH.fullmatch(text)
    if match is None:
        return None
    kind, inside, width = match.groups()
    level = None if kind == "entries" else int(kind)
    if inside.count("/") >= _LONGEST or (level or 0) > _HIGHEST or int(width or 1) >= WIDTH:
        return None
    found = TilePath(level, int(inside.replace("/", "").replace("x", "")), int(width) if width else WIDTH)
    return found if str(found) == text else None


def of_tree(size: int) -> Iterator[TilePath]:
    """Everything a tree of `size` leaves is served as: full tiles and bundles, and the partial ones on the right."""
    level, count = 0, size
    while count:
        full, held = divmod(count, WIDTH)
        kinds = (0, None) if level == 0 else (level,)
        for kind in kinds:
            yield from (TilePath(kind, number) for number in range(full))
            if held:
                yield TilePath(kind, full, held)
        level, count = level + 1, full
