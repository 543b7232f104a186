"""Every county's tree built anew from its leaves, against the stored tiles, the tree's row and each signed root."""

from collections.abc import Callable, Iterator
from uuid import UUID

from xiangli.ledger.faults import Counts, Fault, raw_bytes
from xiangli.ledger.models import Checkpoint, Leaf, Tile, Tree
from xiangli.proof import checkpoint as points
from xiangli.proof import note, tiles
from xiangli.proof.merkle import HASH_SIZE, Address, CompactRange, leaf_hash

CHUNK = tiles.WIDTH * 20
Where = Callable[[UUID], tuple[UUID | str, int | str] | None]


def tree_faults(*, key: bytes | None, where: Where, counts: Counts) -> Iterator[Fault]:
    """Yields what is wrong, county by county. `key` is the 32-byte public key, `where` an entry's (matter, seq).

    Without a key the roots are compared but no signature is checked, which is a fault itself.
    """
    if key is None:
        yield Fault("签名钥匙不在，树根声明的签名没法核对")
    counties = {*Leaf.objects.values_list("county", flat=True).distinct().order_by()}
    for model in (Tree, Checkpoint, Tile):
        counties |= set(model._default_manager.values_list("county", flat=True).distinct().order_by())
    counts.counties = len(counties)
    counts.waiting = Leaf.objects.filter(idx__isnull=True).count()
    for county in sorted(counties):
        yield from _County(county, key, where, counts).faults()


class _County:
    """One county's tree while it is being rebuilt."""

    def __init__(self, county: str, key: bytes | None, where: Where, counts: Counts) -> None:
        self.county, self.key, self.where, self.counts = county, key, where, counts
        self.tree = CompactRange()
        self.edge: dict[int, tuple[int, bytearray]] = {}
        self.signed = iter(Checkpoint.objects.filter(county=county).order_by("size").iterator(CHUNK))
        self.next_signed = next(self.signed, None)
        self.last_signed = 0

    def faults(self) -> Iterator[Fault]:
        while True:
            rows = list(
                Leaf.objects.filter(county=self.county, idx__gte=self.tree.size)
                .order_by("idx")
                .values_list("idx", "entry", "leaf")[:CHUNK]
            )
            if not rows:
                break
            first, hashes = self.tree.size, []
            for at, (idx, entry, value) in enumerate(rows):
                if idx != first + at:
                    yield self._leaf_fault("账本的序号断了：这一片叶之前少了叶", entry, idx)
                    return
                hashes.append(leaf_hash(raw_bytes(value)))
            bad = self._tile_fault(first, [entry for _, entry, _ in rows], tiles.append(self.edge, hashes))
            if bad is not None:  # before the roots, because it names the leaf
                yield bad
                return
            for one in hashes:
                self.tree.append(one)
                yield from self._roots()
            self.counts.sequenced += len(rows)
        yield from self._end()

    def _roots(self) -> Iterator[Fault]:
        """Every checkpoint of the size just reached."""
        while self.next_signed is not None and self.next_signed.size <= self.tree.size:
            yield from self._checkpoint_faults(self.next_signed)
            self.last_signed = self.next_signed.size
            self.next_signed = next(self.signed, None)

    def _checkpoint_faults(self, row: Checkpoint) -> Iterator[Fault]:
        self.counts.checkpoints += 1
        try:
            stated = points.parse(note.text_of(row.note))
            if self.key is not None:
                stated = points.read(row.note, note.Verifier(stated.origin, self.key))
        except (note.NoteError, points.CheckpointError):
            yield self._root_fault("树根声明被改过，或者不是这把钥匙签的", row.size)
            return
        own = stated.origin.rpartition("/")[2] == self.county
        if not own or (stated.size, stated.root) != (row.size, raw_bytes(row.root)):
            yield self._root_fault("树根声明与它旁边记的县、大小或树根不一致", row.size)
        elif row.size != self.tree.size or stated.root != self.tree.root():
            yield self._root_fault(f"由叶重算的树根与签过的树根不符：第 {self.last_signed} 片叶之后有改动", row.size)

    def _tile_fault(self, first: int, entries: list[UUID], made: dict[Address, bytes]) -> Fault | None:
        """The first leaf, or else the first tile, that differs from what was stored when it was sequenced."""
        numbers = sorted(number for level, number in made if level == 0)
        for level, held in [(0, numbers), *((level, [number]) for level, number in made if level)]:
            stored = {
                number: raw_bytes(row)
                for number, row in Tile.objects.filter(
                    county=self.county, level=level, number__range=(held[0], held[-1])
                ).values_list("number", "hashes")
            }
            for number in held:
                mine, theirs = made[level, number], stored.get(number, b"")
                if mine == theirs[: len(mine)]:
                    continue
                if level or len(theirs) < len(mine):
                    return Fault(f"账本的节点块 {level}/{number} 被改过或不见了", county=self.county)
                at = next(
                    at for at in range(0, len(mine), HASH_SIZE) if mine[at:][:HASH_SIZE] != theirs[at:][:HASH_SIZE]
                )
                idx = number * tiles.WIDTH + at // HASH_SIZE
                return self._leaf_fault("叶值与入树时不符：记录和它的叶都被改过", entries[idx - first], idx)
        return None

    def _end(self) -> Iterator[Fault]:
        """What must hold once the last leaf is in."""
        yield from self._roots()
        if self.next_signed is not None:
            yield self._root_fault("签过的树比现在的大：叶被删过", self.next_signed.size)
            return
        row = Tree.objects.filter(county=self.county).first()
        size, root, signed = (0, b"", 0) if row is None else (row.size, raw_bytes(row.root), row.signed)
        if size != self.tree.size or (size and root != self.tree.root()):
            yield Fault(f"树的记载（{size} 片叶）与实有的叶（{self.tree.size} 片）不符", county=self.county)
        elif row is not None and raw_bytes(row.edge) != b"".join(self.tree.hashes):
            yield Fault("树的边缘被改过", county=self.county)
        elif signed != self.last_signed:
            yield Fault("树根声明被删过", county=self.county, size=signed)
        elif not self._tiles_end_here():
            yield Fault("账本的节点块多了或少了", county=self.county)

    def _tiles_end_here(self) -> bool:
        """No tile more than the leaves make, and the open ones no longer than they should be."""
        stored = Tile.objects.filter(county=self.county)
        if stored.count() != sum(number + bool(held) for number, held in self.edge.values()):
            return False
        return all(
            stored.filter(level=level, number=number, hashes=bytes(held)).exists()
            for level, (number, held) in self.edge.items()
            if held
        )

    def _leaf_fault(self, message: str, entry: UUID, idx: int | None) -> Fault:
        matter, seq = self.where(entry) or (None, None)
        return Fault(message, county=self.county, entry=entry, matter=matter, seq=seq, idx=idx)

    def _root_fault(self, message: str, size: int) -> Fault:
        return Fault(message, county=self.county, size=size)
