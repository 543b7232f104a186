"""Tiles of 256 hashes hold all that a proof needs."""

import random

import pytest

from xiangli.proof import merkle, tiles
from xiangli.proof.merkle import Address, ProofError

SIZE = 66_000


def tiled(hashes: list[bytes], steps: list[int]) -> dict[Address, bytes]:
    """All tiles after appending in the given steps."""
    edge: dict[int, tuple[int, bytearray]] = {}
    kept: dict[Address, bytes] = {}
    start = 0
    for stop in [*steps, len(hashes)]:
        kept |= tiles.append(edge, hashes[start:stop])
        start = stop
    return kept


@pytest.fixture(scope="module")
def hashes() -> list[bytes]:
    return [merkle.leaf_hash(str(i).encode()) for i in range(SIZE)]


@pytest.fixture(scope="module")
def kept(hashes: list[bytes]) -> dict[Address, bytes]:
    return tiled(hashes, [1, 2, 255, 256, 257, 1000, 65_535, 65_536])


def test_tiles_do_not_depend_on_how_the_leaves_came(hashes: list[bytes], kept: dict[Address, bytes]) -> None:
    assert tiled(hashes, []) == kept
    assert sorted(kept) == sorted(
        [(0, i) for i in range(258)] + [(1, 0), (1, 1), (2, 0)],
    )
    assert (len(kept[0, 257]), len(kept[1, 1]), len(kept[2, 0])) == ((SIZE - 257 * 256) * 32, 32, 32)


def test_a_proof_from_a_handful_of_tiles_leads_to_the_root_at_any_earlier_size(
    hashes: list[bytes], kept: dict[Address, bytes]
) -> None:
    draw = random.Random(9162)
    for size in [1, 255, 256, 257, 65_535, 65_536, 65_537, SIZE, *(draw.randint(2, SIZE) for _ in range(12))]:
        root = merkle.root(hashes[:size])
        for at in {0, size - 1, draw.randrange(size)}:
            plan = merkle.inclusion_plan(at, size)
            needed = tiles.tiles_of(plan)
            assert len(needed) <= 6
            proof = merkle.prove(plan, tiles.TileSource({place: kept[place] for place in needed}))
            assert merkle.root_from_inclusion(index=at, size=size, leaf=hashes[at], proof=proof) == root


def test_a_missing_tile_is_said_and_not_guessed(kept: dict[Address, bytes]) -> None:
    plan = merkle.inclusion_plan(5, SIZE)
    with pytest.raises(ProofError, match="tile 0/0"):
        merkle.prove(plan, tiles.TileSource({place: held for place, held in kept.items() if place != (0, 0)}))
