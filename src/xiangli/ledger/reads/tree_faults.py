"""Every county's tree built anew from its leaves, against the stored tiles, the tree's row and each signed root."""

from collections.abc import Callable, Iterator, Sequence
from uuid import UUID

from django.db import connection

from xiangli.ledger.faults import Counts, Fault, raw_bytes
from xiangli.ledger.keys import ours
from xiangli.ledger.models import Checkpoint, Leaf, Tile, Tree
from xiangli.ledger.reads.raw_leaves import from_index
from xiangli.proof import checkpoint as points
from xiangli.proof import note, tiles
from xiangli.proof.merkle import HASH_SIZE, Address, CompactRange, fold

CHUNK = {"sqlite": tiles.WIDTH * 4, "postgresql": tiles.WIDTH * 40}
"""Leaves read at once: whole tiles, few enough for the processor's cache, or enough for the way to a server and back."""
Where = Callable[[UUID], tuple[UUID | str, int | str] | None]


def tree_faults(*, key: bytes | None, where: Where, counts: Counts) -> Iterator[Fault]:
    """Yields what is wrong, county by county. `key` is our public key, `where` an entry's (matter, seq).

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
    """One county's tree while it is being rebuilt: the roots of its full tiles, and the leaves of the open one."""

    def __init__(self, county: str, key: bytes | None, where: Where, counts: Counts) -> None:
        self.county, self.key, self.where, self.counts = county, key, where, counts
        self.profile = ours()
        self.full = CompactRange(hashing=self.profile.hashing)
        self.open = CompactRange(hashing=self.profile.hashing)
        self.edge: dict[int, tuple[int, bytearray]] = {}
        self.signed = iter(Checkpoint.objects.filter(county=county).order_by("size").iterator(1000))
        self.next_signed = next(self.signed, None)
        self.last_signed = 0

    @property
    def size(self) -> int:
        return self.full.size * tiles.WIDTH + self.open.size

    @property
    def hashes(self) -> list[bytes]:
        """The tree's compact range."""
        return [*self.full.hashes, *self.open.hashes]

    def root(self) -> bytes:
        return fold(self.hashes, self.profile.hashing) if self.size else self.full.root()

    def faults(self) -> Iterator[Fault]:
        hashing = self.profile.hashing
        while rows := from_index(county=self.county, first=self.size, limit=CHUNK[connection.vendor]):
            first = self.size
            indexes, entries, values = zip(*rows, strict=True)
            if list(indexes) != list(range(first, first + len(rows))):
                idx, entry = next((i, e) for at, (i, e, _) in enumerate(rows) if i != first + at)
                yield self._leaf_fault("账本的序号断了：这一片叶之前少了叶", _id(entry), idx)
                return
            plain = values if {*map(type, values)} == {bytes} else tuple(map(raw_bytes, values))
            hashes = [hashing(b"\0" + one).digest() for one in plain]
            made = self._laid(first, hashes)
            bad = self._tile_fault(made, first, entries)
            if bad is not None:  # before the roots, because it names the leaf
                yield bad
                return
            roots: list[bytes] = []
            for at in range(0, len(hashes), tiles.WIDTH):
                yield from self._grow(hashes[at : at + tiles.WIDTH], roots)
            bad = self._tile_fault(tiles.append(self.edge, roots, hashing, 1))
            if bad is not None:
                yield bad
                return
            self.counts.sequenced += len(rows)
        yield from self._end()

    def _laid(self, first: int, hashes: list[bytes]) -> dict[Address, bytes]:
        """The tiles of leaf hashes these make; a chunk begins where a tile does."""
        number, joined = first // tiles.WIDTH, b"".join(hashes)
        step = tiles.WIDTH * HASH_SIZE
        made = {(0, number + n): joined[n * step : (n + 1) * step] for n in range(-(-len(joined) // step))}
        last = number + len(joined) // step
        self.edge[0] = (last, bytearray(made.get((0, last), b"")))
        return made

    def _grow(self, hashes: list[bytes], roots: list[bytes]) -> Iterator[Fault]:
        """One tile's leaves: its root at once, or leaf by leaf where a signed root lies inside."""
        end = self.size + len(hashes)
        if len(hashes) == tiles.WIDTH and (self.next_signed is None or self.next_signed.size >= end):
            whole = tiles.subtree_root(b"".join(hashes), self.profile.hashing)
        else:
            for one in hashes:
                self.open.append(one)
                yield from self._roots()
            if self.open.size < tiles.WIDTH:
                return
            whole = self.open.root()
            self.open = CompactRange(hashing=self.profile.hashing)
        self.full.append(whole)
        roots.append(whole)
        yield from self._roots()

    def _roots(self) -> Iterator[Fault]:
        """Every checkpoint of the size just reached."""
        while self.next_signed is not None and self.next_signed.size <= self.size:
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
        elif stated.alg != self.profile.alg:
            yield self._root_fault(f"树根声明写的算法 {stated.alg} 不是这套系统的", row.size)
        elif row.size != self.size or stated.root != self.root():
            yield self._root_fault(f"由叶重算的树根与签过的树根不符：第 {self.last_signed} 片叶之后有改动", row.size)

    def _tile_fault(self, made: dict[Address, bytes], first: int = 0, entries: Sequence[str] = ()) -> Fault | None:
        """The first leaf, or else the first tile, that differs from what was stored when it was sequenced."""
        numbers = sorted(number for level, number in made if level == 0)
        for level, held in [(0, numbers), *((level, [number]) for level, number in made if level)]:
            if not held:
                continue
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
                return self._leaf_fault("叶值与入树时不符：记录和它的叶都被改过", _id(entries[idx - first]), idx)
        return None

    def _end(self) -> Iterator[Fault]:
        """What must hold once the last leaf is in."""
        yield from self._roots()
        if self.next_signed is not None:
            yield self._root_fault("签过的树比现在的大：叶被删过", self.next_signed.size)
            return
        row = Tree.objects.filter(county=self.county).first()
        size, root, signed = (0, b"", 0) if row is None else (row.size, raw_bytes(row.root), row.signed)
        if size != self.size or (size and root != self.root()):
            yield Fault(f"树的记载（{size} 片叶）与实有的叶（{self.size} 片）不符", county=self.county)
        elif row is not None and raw_bytes(row.edge) != b"".join(self.hashes):
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

    def _leaf_fault(self, message: str, entry: UUID | None, idx: int | None) -> Fault:
        matter, seq = (self.where(entry) if entry else None) or (None, None)
        return Fault(message, county=self.county, entry=entry, matter=matter, seq=seq, idx=idx)

    def _root_fault(self, message: str, size: int) -> Fault:
        return Fault(message, county=self.county, size=size)


def _id(text: str) -> UUID | None:
    """The entry a leaf names; None when that was overwritten with something else."""
    try:
        return UUID(text)
    except ValueError:
        return None
