"""Merkle trees after RFC 9162 §2.1: SHA-256 (or SM3), leaves hashed with 0x00 before them, inner nodes with 0x01.

A tree is addressed by perfect subtrees `(level, number)`: the 2^level leaves from number·2^level on. Proofs are planned
as such addresses first, so that whoever stores hashes can fetch just those, and are then folded.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from xiangli.proof.profile import INTL, HashOf

HASH_SIZE = 32
SHA256 = INTL.hashing

Address = tuple[int, int]
NodeSource = Callable[[int, int], bytes]


class ProofError(ValueError):
    """Sizes, indexes or a proof's length that cannot belong together."""


def leaf_hash(value: bytes, hashing: HashOf = SHA256) -> bytes:
    """Hash(0x00 ‖ value), RFC 9162 §2.1.1."""
    return hashing(b"\x00" + value).digest()


def node_hash(left: bytes, right: bytes, hashing: HashOf = SHA256) -> bytes:
    """Hash(0x01 ‖ left ‖ right), RFC 9162 §2.1.1."""
    return hashing(b"\x01" + left + right).digest()


def empty_root(hashing: HashOf = SHA256) -> bytes:
    """The root of the tree without leaves: the hash of nothing."""
    return hashing(b"").digest()


def root(leaf_hashes: Iterable[bytes], hashing: HashOf = SHA256) -> bytes:
    """The root over leaf hashes in order; reads them once and keeps O(log n) hashes."""
    tree = CompactRange(hashing=hashing)
    for one in leaf_hashes:
        tree.append(one)
    return tree.root()


class CompactRange:
    """What must be kept of a tree of `size` leaves to go on appending: one hash for each bit set in `size`."""

    __slots__ = ("hashes", "hashing", "size")

    def __init__(self, size: int = 0, hashes: Sequence[bytes] = (), hashing: HashOf = SHA256) -> None:
        """`hashes` largest subtree first. Raises ProofError when they cannot belong to `size`."""
        if size < 0 or len(hashes) != size.bit_count() or any(len(h) != HASH_SIZE for h in hashes):
            raise ProofError(f"{len(hashes)} hashes cannot be the edge of a tree of {size} leaves")
        self.size = size
        self.hashes = list(hashes)
        self.hashing = hashing

    def append(self, leaf: bytes) -> None:
        """Add one leaf hash; n of them cost O(n) hashes together."""
        size, hashes = self.size, self.hashes
        while size & 1:
            leaf = node_hash(hashes.pop(), leaf, self.hashing)
            size >>= 1
        hashes.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """The root of the tree as it stands; the hash of nothing for the empty tree."""
        return fold(self.hashes, self.hashing) if self.hashes else empty_root(self.hashing)


def fold(hashes: Sequence[bytes], hashing: HashOf = SHA256) -> bytes:
    """The root over neighbouring perfect subtrees, each smaller than the one before it."""
    result = hashes[-1]
    for left in reversed(hashes[:-1]):
        result = node_hash(left, result, hashing)
    return result


def inclusion_plan(index: int, size: int) -> list[list[Address]]:
    """Which subtrees make each hash of the proof that leaf `index` is in the tree of `size`, leaf side first.

    RFC 9162 §2.1.3.1. Raises ProofError when the leaf is not in the tree.
    """
    if not 0 <= index < size:
        raise ProofError(f"leaf {index} is not in a tree of {size} leaves")
    low, high, plan = 0, size, []
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            plan.append(list(_perfect(middle, high)))
            high = middle
        else:
            plan.append(list(_perfect(low, middle)))
            low = middle
    return plan[::-1]


def consistency_plan(old: int, new: int) -> list[list[Address]]:
    """Which subtrees make each hash of the proof that the tree of `old` leaves is the beginning of that of `new`.

    RFC 9162 §2.1.4.1; empty when both sizes are equal. Raises ProofError unless 0 < old <= new.
    """
    if not 0 < old <= new:
        raise ProofError(f"a tree of {old} leaves cannot be proved the beginning of one of {new}")
    low, high, plan, known = 0, new, [], True
    while old != high:
        middle = low + _split(high - low)
        if old <= middle:
            plan.append(list(_perfect(middle, high)))
            high = middle
        else:
            plan.append(list(_perfect(low, middle)))
            low, known = middle, False
    if not known:
        plan.append(list(_perfect(low, high)))
    return plan[::-1]


def prove(plan: list[list[Address]], node: NodeSource, hashing: HashOf = SHA256) -> list[bytes]:
    """The proof a plan describes, its hashes taken from `node(level, number)`."""
    return [fold([node(level, number) for level, number in parts], hashing) for parts in plan]


def root_from_inclusion(
    *, index: int, size: int, leaf: bytes, proof: Sequence[bytes], hashing: HashOf = SHA256
) -> bytes:
    """The root that a leaf hash and its proof lead to; compare it with the signed one. RFC 9162 §2.1.3.2.

    Raises ProofError when index, size and the proof's length cannot belong together.
    """
    if not 0 <= index < size:
        raise ProofError(f"leaf {index} is not in a tree of {size} leaves")
    number, last, result = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            raise ProofError("the proof is too long")
        if number & 1 or number == last:
            result = node_hash(sibling, result, hashing)
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            result = node_hash(result, sibling, hashing)
        number, last = number >> 1, last >> 1
    if last:
        raise ProofError("the proof is too short")
    return result


def is_consistent(
    *, old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes], hashing: HashOf = SHA256
) -> bool:
    """Whether the proof shows the old tree to be the beginning of the new one. RFC 9162 §2.1.4.2."""
    if not 0 < old <= new:
        return False
    if old == new:
        return not proof and old_root == new_root
    path = list(proof)
    if old & (old - 1) == 0:
        path.insert(0, old_root)
    if not path:
        return False
    number, last = old - 1, new - 1
    while number & 1:
        number, last = number >> 1, last >> 1
    first = second = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if number & 1 or number == last:
            first, second = node_hash(sibling, first, hashing), node_hash(sibling, second, hashing)
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            second = node_hash(second, sibling, hashing)
        number, last = number >> 1, last >> 1
    return last == 0 and first == old_root and second == new_root


def _split(width: int) -> int:
    """The largest power of two below `width` (which is at least 2)."""
    return 1 << (width - 1).bit_length() - 1


def _perfect(low: int, high: int) -> Iterator[Address]:
    """The perfect subtrees that leaves low..high-1 fall into, left to right; `low` stands where a subtree begins."""
    while low < high:
        level = (high - low).bit_length() - 1
        yield level, low >> level
        low += 1 << level
