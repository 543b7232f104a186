"""Merkle trees, against the published Certificate Transparency vectors and the RFC's own slow definitions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.proof import reference
from xiangli.proof import merkle
from xiangli.proof.merkle import ProofError
from xiangli.proof.profile import Hashing

INPUTS = [
    bytes.fromhex(one)
    for one in ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
INCLUSION = [
    (0, 1, ""),
    (
        0,
        8,
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7 "
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e "
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ),
    (
        5,
        8,
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b "
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0 "
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ),
    (2, 3, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
    (
        1,
        5,
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d "
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e "
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ),
]
CONSISTENCY = [
    (1, 1, ""),
    (
        1,
        8,
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7 "
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e "
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ),
    (
        6,
        8,
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a "
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0 "
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ),
    (
        2,
        5,
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e "
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ),
]


def source(inputs: list[bytes]) -> merkle.NodeSource:
    """Node hashes straight from the definition."""
    return lambda level, number: reference.mth(inputs[number << level : number + 1 << level])


def words(text: str) -> list[bytes]:
    return [bytes.fromhex(one) for one in text.split()]


def some_inputs(n: int) -> list[bytes]:
    return [str(i).encode() for i in range(n)]


@pytest.mark.parametrize("size", range(9))
def test_roots_are_the_published_ones(size: int) -> None:
    assert merkle.root(map(merkle.leaf_hash, INPUTS[:size])).hex() == ROOTS[size]


@pytest.mark.parametrize(("index", "size", "proof"), INCLUSION)
def test_inclusion_proofs_are_the_published_ones(index: int, size: int, proof: str) -> None:
    made = merkle.prove(merkle.inclusion_plan(index, size), source(INPUTS[:size]))
    assert made == words(proof)
    leaf = merkle.leaf_hash(INPUTS[index])
    assert merkle.root_from_inclusion(index=index, size=size, leaf=leaf, proof=made).hex() == ROOTS[size]


@pytest.mark.parametrize(("old", "new", "proof"), CONSISTENCY)
def test_consistency_proofs_are_the_published_ones(old: int, new: int, proof: str) -> None:
    assert merkle.prove(merkle.consistency_plan(old, new), source(INPUTS[:new])) == words(proof)
    roots = {"old_root": bytes.fromhex(ROOTS[old]), "new_root": bytes.fromhex(ROOTS[new])}
    assert merkle.is_consistent(old=old, new=new, proof=words(proof), **roots)


def test_every_proof_of_every_tree_up_to_40_leaves_is_the_definition_s_and_verifies() -> None:
    for size in range(1, 41):
        inputs = some_inputs(size)
        node, root = source(inputs), reference.mth(inputs)
        for at in range(size):
            proof = merkle.prove(merkle.inclusion_plan(at, size), node)
            assert proof == reference.path(at, inputs)
            leaf = merkle.leaf_hash(inputs[at])
            assert merkle.root_from_inclusion(index=at, size=size, leaf=leaf, proof=proof) == root
        for old in range(1, size + 1):
            proof = merkle.prove(merkle.consistency_plan(old, size), node)
            assert proof == reference.proof(old, inputs)
            head = reference.mth(inputs[:old])
            assert merkle.is_consistent(old=old, new=size, old_root=head, new_root=root, proof=proof)


@given(st.lists(st.binary(max_size=8), max_size=300), st.integers(0, 300))
def test_appending_in_two_goes_through_a_stored_edge_gives_the_root_of_the_definition(
    inputs: list[bytes], cut: int
) -> None:
    first = merkle.CompactRange()
    for one in inputs[:cut]:
        first.append(merkle.leaf_hash(one))
    second = merkle.CompactRange(first.size, first.hashes)
    for one in inputs[cut:]:
        second.append(merkle.leaf_hash(one))
    assert second.root() == reference.mth(inputs)
    assert second.size == len(inputs)


def test_appending_costs_fewer_hashes_than_twice_the_leaves() -> None:
    count = 0

    def counted(data: bytes) -> Hashing:
        nonlocal count
        count += 1
        return merkle.SHA256(data)

    tree = merkle.CompactRange(hashing=counted)
    for one in some_inputs(5000):
        tree.append(merkle.leaf_hash(one))
    assert count < 5000


@given(st.data())
def test_a_proof_with_anything_changed_does_not_lead_to_the_root(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 70))
    at = data.draw(st.integers(0, size - 1))
    inputs = some_inputs(size)
    root = reference.mth(inputs)
    proof = reference.path(at, inputs)
    step = data.draw(st.integers(0, len(proof) - 1))
    wrong = data.draw(
        st.sampled_from(
            [
                (at, size, merkle.leaf_hash(b"other"), proof),
                (at, size, merkle.leaf_hash(inputs[at]), [*proof[:step], b"\x01" * 32, *proof[step + 1 :]]),
                (at, size, merkle.leaf_hash(inputs[at]), proof[:step] + proof[step + 1 :]),
                (at, size, merkle.leaf_hash(inputs[at]), [*proof, b"\x02" * 32]),
                (at ^ 1, size, merkle.leaf_hash(inputs[at]), proof),
                (size, size, merkle.leaf_hash(inputs[at]), proof),
                (-1, size, merkle.leaf_hash(inputs[at]), proof),
            ]
        )
    )
    index, stated, leaf, steps = wrong
    try:
        reached = merkle.root_from_inclusion(index=index, size=stated, leaf=leaf, proof=steps)
    except ProofError:
        reached = b""
    assert reached != root


@given(st.data())
def test_a_consistency_proof_with_anything_changed_is_refused(data: st.DataObject) -> None:
    new = data.draw(st.integers(2, 70))
    old = data.draw(st.integers(1, new - 1))
    inputs = some_inputs(new)
    heads = (reference.mth(inputs[:old]), reference.mth(inputs))
    proof = reference.proof(old, inputs)
    step = data.draw(st.integers(0, len(proof) - 1))
    other = b"\x07" * 32
    wrong = data.draw(
        st.sampled_from(
            [
                (old, new, heads[1], heads[0], proof),
                (old, new, other, heads[1], proof),
                (old, new, heads[0], other, proof),
                (old, new, *heads, [*proof, other]),
                (old, new, *heads, proof[:step] + proof[step + 1 :]),
                (old, new, *heads, [*proof[:step], other, *proof[step + 1 :]]),
                (old, new, *heads, []),
                (0, new, *heads, proof),
                (new + 1, new, *heads, proof),
                (new, new, *heads, []),
            ]
        )
    )
    a, b, old_root, new_root, steps = wrong
    assert not merkle.is_consistent(old=a, new=b, old_root=old_root, new_root=new_root, proof=steps)


@pytest.mark.parametrize(("size", "hashes"), [(1, 0), (0, 1), (3, 1), (-1, 0)])
def test_an_edge_of_the_wrong_size_is_refused(size: int, hashes: int) -> None:
    with pytest.raises(ProofError):
        merkle.CompactRange(size, [bytes(32)] * hashes)


@pytest.mark.parametrize(("index", "size"), [(0, 0), (3, 3), (-1, 3)])
def test_a_leaf_outside_the_tree_has_no_proof(index: int, size: int) -> None:
    with pytest.raises(ProofError):
        merkle.inclusion_plan(index, size)


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3), (-1, 3)])
def test_sizes_that_do_not_follow_have_no_consistency_proof(old: int, new: int) -> None:
    with pytest.raises(ProofError):
        merkle.consistency_plan(old, new)
