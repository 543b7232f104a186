"""Give waiting leaves their place in the county's tree. Never on the hot path: the worker does it, a second later."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from xiangli.ledger.keys import ours
from xiangli.ledger.models import Leaf, Tile, Tree
from xiangli.proof import tiles
from xiangli.proof.merkle import HASH_SIZE, CompactRange, empty_root, leaf_hash

BATCH = 4096
"""Leaves of one county a transaction takes; on SQLite other writers wait that long, about a tenth of a second."""


class TreeDamaged(RuntimeError):
    """The stored tree does not fit together. Nothing is built on it; `xiangli ledger verify` says what is wrong."""


def sequence(*, county: str, at: datetime, limit: int | None = None) -> int:
    """Append the county's waiting leaves, oldest entry first, at most `limit` (else BATCH); returns how many.

    Index, tree and tiles change in one transaction under the county's row lock (on SQLite the one write lock), so
    any number of workers may call it. Costs O(leaves appended), whatever the size of the tree.
    Raises TreeDamaged.
    """
    hashing = ours().hashing
    Tree.objects.get_or_create(county=county, defaults={"root": empty_root(hashing), "at": at})
    with transaction.atomic():
        tree = Tree.objects.select_for_update().get(county=county)
        waiting = Leaf.objects.filter(county=county, idx__isnull=True).order_by("entry")
        rows = list(waiting.values_list("entry", "leaf")[: limit or BATCH])
        if not rows:
            return 0
        edge = CompactRange(tree.size, _split(bytes(tree.edge)), hashing)
        hashes = [leaf_hash(bytes(value), hashing) for _, value in rows]
        for one in hashes:
            edge.append(one)
        _number(county, tree.size, [entry for entry, _ in rows])
        _lay_tiles(county, tree.size, hashes)
        tree.size, tree.edge, tree.root, tree.at = edge.size, b"".join(edge.hashes), edge.root(), at
        tree.save(update_fields=["size", "edge", "root", "at"])
        return len(rows)


def sequence_all(*, at: datetime) -> int:
    """Append every county's waiting leaves; returns how many. One damaged county does not stop the others.

    Stops at the first batch that is not full: under steady arrivals it would else never come back to its caller.
    """
    done, damaged = 0, []
    counties = Leaf.objects.filter(idx__isnull=True).values_list("county", flat=True).distinct()
    for county in sorted(counties):
        try:
            taken = BATCH
            while taken == BATCH:
                taken = sequence(county=county, at=at)
                done += taken
        except TreeDamaged as error:
            damaged.append(str(error))
    if damaged:
        raise TreeDamaged("; ".join(damaged))
    return done


def is_waiting() -> bool:
    """Whether any leaf waits for its place."""
    return Leaf.objects.filter(idx__isnull=True).exists()


def _number(county: str, first: int, entries: Sequence[UUID]) -> None:
    """Fill `idx`, one prepared statement for all rows: a CASE over thousands of them costs their square."""
    prepare = Leaf._meta.pk.get_db_prep_value
    rows = [(first + step, county, prepare(entry, connection)) for step, entry in enumerate(entries)]
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE xiangli_leaf SET idx = %s WHERE county = %s AND entry = %s AND idx IS NULL",
            rows,
        )
        if cursor.rowcount != len(rows):
            raise TreeDamaged(f"county {county}: a leaf was numbered by somebody else")


def _lay_tiles(county: str, size: int, hashes: Sequence[bytes]) -> None:
    open_at = {}
    level, count = 0, size
    while count:
        open_at[level] = divmod(count, tiles.WIDTH)
        level, count = level + 1, count // tiles.WIDTH
    places = Q(pk__in=())
    for level, (number, _) in open_at.items():
        places |= Q(level=level, number=number)
    stored = {
        (level, number): bytes(held)
        for level, number, held in Tile.objects.filter(places, county=county).values_list("level", "number", "hashes")
    }
    edge = {}
    for level, (number, held) in open_at.items():
        row = stored.get((level, number), b"")
        if len(row) != held * HASH_SIZE:
            raise TreeDamaged(
                f"county {county}: tile {level}/{number} holds {len(row) // HASH_SIZE} hashes, not {held}"
            )
        edge[level] = (number, bytearray(row))
    Tile.objects.bulk_create(
        [
            Tile(county=county, level=level, number=number, hashes=held)
            for (level, number), held in tiles.append(edge, hashes, ours().hashing).items()
        ],
        update_conflicts=True,
        unique_fields=["county", "level", "number"],
        update_fields=["hashes"],
    )


def _split(edge: bytes) -> list[bytes]:
    return [edge[at : at + HASH_SIZE] for at in range(0, len(edge), HASH_SIZE)]
