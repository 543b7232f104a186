"""The cut of a tree into tiles of 256 hashes, as in C2SP tlog-tiles.

Tile (level, number) holds the hashes of perfect subtrees of 256^level leaves, number·256 on. Nodes in between are
computed from the tile, so a proof in a tree of 256^n leaves reads about n tiles on the way and the edge on the right.
"""

from collections.abc import Iterable, Mapping, Sequence

from xiangli.proof.merkle import HASH_SIZE, SHA256, Address, ProofError
from xiangli.proof.profile import HashOf

WIDTH = 256
PAIR = 2 * HASH_SIZE
_BITS = 8


def tile_of(level: int, number: int) -> Address:
    """The tile (level, number) in which, or from which, the subtree (level, number) is found."""
    return level // _BITS, (number << level % _BITS) // WIDTH


def tiles_of(plan: Iterable[Sequence[Address]]) -> set[Address]:
    """Every tile a proof's plan needs."""
    return {tile_of(level, number) for parts in plan for level, number in parts}


class TileSource:
    """Answers `node(level, number)` from tiles already fetched: {(level, number): hashes joined}."""

    def __init__(self, tiles: Mapping[Address, bytes], hashing: HashOf = SHA256) -> None:
        self._tiles = tiles
        self._hashing = hashing

    def __call__(self, level: int, number: int) -> bytes:
        """The 32-byte hash of a perfect subtree; raises ProofError when its tile is missing or too short."""
        place = tile_of(level, number)
        depth = level % _BITS
        start = (number << depth) % WIDTH
        held = self._tiles.get(place, b"")[start * HASH_SIZE : (start + (1 << depth)) * HASH_SIZE]
        if len(held) != HASH_SIZE << depth:
            raise ProofError(f"tile {place[0]}/{place[1]} does not hold subtree {level}/{number}")
        return subtree_root(held, self._hashing)


def append(
    edge: dict[int, tuple[int, bytearray]], hashes: Iterable[bytes], hashing: HashOf = SHA256, lowest: int = 0
) -> dict[Address, bytes]:
    """Lay leaf hashes (or the roots of full tiles, with `lowest` 1) at the right edge; return every tile that changed.

    `edge` is {level: (number, hashes)} of the tiles still open, changed in place: a full tile gives its root to the
    level above and the next one opens empty.
    """
    changed: dict[Address, bytes] = {}
    for one in hashes:
        level, value = lowest, one
        while True:
            number, held = edge.setdefault(level, (0, bytearray()))
            held += value
            if len(held) < WIDTH * HASH_SIZE:
                break
            whole = bytes(held)
            changed[level, number] = whole
            edge[level] = (number + 1, bytearray())
            level, value = level + 1, subtree_root(whole, hashing)
    for level, (number, held) in edge.items():
        if held:
            changed[level, number] = bytes(held)
    return changed


def subtree_root(held: bytes, hashing: HashOf = SHA256) -> bytes:
    """The root over a power of two of hashes, joined."""
    while len(held) > HASH_SIZE:
        held = b"".join([hashing(b"\x01" + held[at : at + PAIR]).digest() for at in range(0, len(held), PAIR)])
    return bytes(held)
